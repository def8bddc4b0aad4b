import { ChevronDown } from 'lucide-react';
import { Menu } from '../ui/menu';
import { NavLink } from '../ui/nav-link';
import type { FrameLink } from './account-menu';

/** So many entries stand beside each other on the narrowest screen that has the bar; the others are behind *More*. */
const ENTRIES_MAX = 5;

/** A link that the provider made: to a page of the portal, to another site, or to a mail address. */
export function ProviderLink({ link, className }: { link: FrameLink; className: string }) {
  if (link.href.startsWith('/')) {
    return (
      <NavLink href={link.href} exact className={className}>
        {link.label}
      </NavLink>
    );
  }
  return (
    <a href={link.href} className={className} rel="noopener">
      {link.label}
    </a>
  );
}

/** The provider's links in the bar at the top, after the portal's own; those that do not fit are behind *More*. */
export function ProviderMenu({ links, besides }: { links: readonly FrameLink[]; besides: number }) {
  const room = Math.max(0, ENTRIES_MAX - besides);
  // A menu with one entry would take the room of that entry.
  const shown = links.length <= room ? links.length : Math.max(0, room - 1);
  const hidden = links.slice(shown);
  return (
    <>
      {links.slice(0, shown).map((link) => (
        <ProviderLink key={keyOf(link)} link={link} className="top-link relative max-w-48 truncate" />
      ))}
      {hidden.length > 0 && (
        <Menu
          label="More pages"
          align="start"
          className="font-medium! text-ink-muted!"
          trigger={
            <>
              More
              <ChevronDown aria-hidden="true" />
            </>
          }
        >
          {hidden.map((link) => (
            <ProviderLink key={keyOf(link)} link={link} className="menu-item max-w-72" />
          ))}
        </Menu>
      )}
    </>
  );
}

/** The provider's links at the bottom of a page. */
export function FooterLinks({ links }: { links: readonly FrameLink[] }) {
  if (links.length === 0) return null;
  return (
    <nav aria-label="Footer">
      <ul className="flex flex-wrap items-center gap-x-6 gap-y-3">
        {links.map((link) => (
          <li key={keyOf(link)}>
            <ProviderLink link={link} className="hover:text-ink hover:underline" />
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** Two links may lead to the same place under two names. */
function keyOf({ href, label }: FrameLink): string {
  return `${href} ${label}`;
}
