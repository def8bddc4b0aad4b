import type { ReactNode } from 'react';
import { NavLink } from './nav-link';

/** One part. `exact`: only this very page counts as it, and none below. */
export type Tab = { href: string; label: ReactNode; count?: number; exact?: boolean };

/** Parts of one thing, each a page with an address of its own. `label` names the navigation. */
export function TabNav({ label, tabs }: { label: string; tabs: readonly Tab[] }) {
  return (
    <nav aria-label={label} className="tab-nav">
      {tabs.map((tab) => (
        <NavLink key={tab.href} href={tab.href} exact={tab.exact ?? true}>
          {tab.label}
          {tab.count !== undefined && <span className="count">{tab.count}</span>}
        </NavLink>
      ))}
    </nav>
  );
}
