'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import type { ReactNode } from 'react';

/** A link of a navigation that knows whether one is there. `exact` for an entry that others lie below, such as Home. */
export function NavLink({
  href,
  exact = false,
  className,
  children,
}: {
  href: string;
  exact?: boolean;
  className?: string;
  children: ReactNode;
}) {
  const path = usePathname();
  const isHere = path === href;
  const isBelow = !exact && path.startsWith(`${href}/`);
  return (
    <Link href={href} className={className} aria-current={isHere ? 'page' : isBelow ? 'true' : undefined}>
      {children}
    </Link>
  );
}
