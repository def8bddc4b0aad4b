import { ExternalLink, Menu as MenuIcon, X } from 'lucide-react';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { ClosePopovers } from '../ui/close-popovers';
import { Logo } from '../ui/logo';
import { NavLink } from '../ui/nav-link';
import { shownCount } from '../ui/shown-count';
import type { Theme } from '../ui/theme-switch';
import { AccountMenu, type FrameLink, type Person, type PlainAction } from './account-menu';
import { BellLink } from './bell-link';
import { CommandPalette } from './command-palette';
import type { Brand } from './live-frame';
import { placesOf } from './places-of';
import { SkipLink } from './skip-link';

/** Entries that belong together; the first group usually has no title. `count` on an entry says how many wait. */
export type NavGroup = { title?: string; links: readonly FrameLink[] };

type Props = {
  brand: Brand;
  groups: readonly NavGroup[];
  person: Person;
  accountLinks?: readonly FrameLink[];
  theme: Theme;
  themeAction: PlainAction;
  logOutAction: PlainAction;
  /** How many notifications are unread; null leaves the bell out. */
  unread?: number | null;
  banner?: ReactNode;
  children: ReactNode;
};

/**
 * The admin portal around a page: a sidebar (a drawer on a small screen, also without JavaScript) and a thin top bar.
 */
export function AdminFrame(props: Props) {
  const {
    person,
    accountLinks = [],
    theme,
    themeAction,
    logOutAction,
    unread = null,
    banner,
    children,
    groups,
  } = props;
  return (
    <div className="admin-frame dense">
      <SkipLink />
      <Sidebar {...props} />
      <div className="flex min-w-0 flex-col">
        {banner}
        <header className="admin-top">
          <button type="button" popoverTarget="sidebar" aria-label="Menu" className="btn btn-ghost btn-icon lg:hidden!">
            <MenuIcon aria-hidden="true" />
          </button>
          <div className="min-w-0 flex-1">
            <CommandPalette area="admin" places={placesOf(groups.flatMap(({ links }) => links))} />
          </div>
          {unread !== null && <BellLink unread={unread} />}
          <AccountMenu
            person={person}
            links={accountLinks}
            theme={theme}
            themeAction={themeAction}
            logOutAction={logOutAction}
          />
        </header>
        <main id="main" tabIndex={-1} className="admin-main">
          {children}
        </main>
      </div>
      <ClosePopovers />
    </div>
  );
}

function Sidebar({ brand, groups }: Pick<Props, 'brand' | 'groups'>) {
  return (
    <aside id="sidebar" popover="auto" className="sidebar">
      <div className="flex items-center justify-between gap-2 px-2">
        <Link href="/admin" className="flex min-w-0 items-center gap-2.5">
          <Logo size={26} {...(brand.logoUrl && { logoUrl: brand.logoUrl })} />
          <span className="grid min-w-0 leading-tight">
            <span className="truncate font-semibold text-sm">{brand.portalName}</span>
            <span className="text-ink-muted text-xs">Admin</span>
          </span>
        </Link>
        <button
          type="button"
          popoverTarget="sidebar"
          popoverTargetAction="hide"
          aria-label="Close menu"
          className="btn btn-ghost btn-icon lg:hidden!"
        >
          <X aria-hidden="true" />
        </button>
      </div>
      <nav aria-label="Admin" className="grid gap-4">
        {groups.map((group, index) => (
          <SideGroup key={group.title ?? index} group={group} />
        ))}
      </nav>
      <div className="mt-auto">
        <Link href="/" className="side-link">
          <ExternalLink aria-hidden="true" />
          Live portal
        </Link>
      </div>
    </aside>
  );
}

function SideGroup({ group }: { group: NavGroup }) {
  return (
    <div className="grid gap-0.5">
      {group.title && <p className="px-2.5 pb-1 font-medium text-ink-faint text-xs">{group.title}</p>}
      {group.links.map((link) => (
        <NavLink key={link.href} href={link.href} exact={link.exact ?? false} className="side-link">
          {link.icon}
          {link.label}
          {link.count !== undefined && link.count > 0 && (
            <span className="count">
              {shownCount(link.count)}
              <span className="sr-only"> waiting</span>
            </span>
          )}
        </NavLink>
      ))}
    </div>
  );
}
