import Link from 'next/link';
import type { ReactNode } from 'react';
import { Logo } from '../ui/logo';
import { type Theme, ThemeSwitch } from '../ui/theme-switch';
import type { PlainAction } from './account-menu';
import type { Brand } from './live-frame';
import { SkipLink } from './skip-link';

/** Getting in: one card in the middle under the brand. The page puts its `h1` and its form inside. */
export function AuthFrame({
  brand,
  title,
  description,
  footer,
  theme,
  themeAction,
  banner,
  wide = false,
  children,
}: {
  brand: Brand;
  /** The page's `h1`. */
  title: string;
  description?: ReactNode;
  /** Under the card, such as *Already registered? Log in*. */
  footer?: ReactNode;
  theme?: Theme;
  themeAction?: PlainAction;
  banner?: ReactNode;
  /** For a form with two columns, such as registering. */
  wide?: boolean;
  children?: ReactNode;
}) {
  return (
    <div className="auth-frame">
      <div>
        <SkipLink />
        {banner}
      </div>
      <div className="grid content-center justify-items-center gap-6 px-4 py-10">
        <header>
          <Link href="/" className="flex items-center gap-2.5 font-semibold text-lg tracking-tight">
            <Logo size={32} {...(brand.logoUrl && { logoUrl: brand.logoUrl })} />
            {brand.portalName}
          </Link>
        </header>
        <main id="main" tabIndex={-1} className={wide ? 'auth-card max-w-xl' : 'auth-card max-w-md'}>
          <div className="mb-6 grid gap-1.5">
            <h1 className="font-semibold text-2xl tracking-tight">{title}</h1>
            {description && <div className="text-ink-muted">{description}</div>}
          </div>
          {children}
        </main>
        {footer && (
          <section aria-label="Other ways" className="text-center text-ink-muted text-sm">
            {footer}
          </section>
        )}
      </div>
      <footer className="flex justify-center pb-6">
        {theme && themeAction && <ThemeSwitch theme={theme} action={themeAction} />}
      </footer>
    </div>
  );
}
