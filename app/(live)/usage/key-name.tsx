import Link from 'next/link';
import type { ShownKey } from '@/core/usage/usage-keys';

/** A key by its name or plan and its last characters; leads to its figures alone. */
export function KeyName({ usageKey, href }: { usageKey: ShownKey; href: string }) {
  const { name, planName, lastFour, status } = usageKey;
  return (
    <>
      <Link href={href} className="link">
        {name || planName}
      </Link>{' '}
      {lastFour && <span className="whitespace-nowrap font-mono text-ink-muted text-xs">…{lastFour}</span>}
      {(status === 'revoked' || status === 'revoking') && <span className="text-ink-muted text-xs"> (ended)</span>}
    </>
  );
}
