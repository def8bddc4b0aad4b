import clsx from 'clsx';
import type { SafeHtml } from '@/core/safe-html';

/** Written text, such as a guide or a description, in reading width. Takes only HTML that the sanitiser has made. */
export function Prose({ html, className }: { html: SafeHtml; className?: string }) {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: the one place; the type says that the sanitiser has seen it
  return <div className={clsx('prose', className)} dangerouslySetInnerHTML={{ __html: html }} />;
}
