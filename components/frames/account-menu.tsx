import { ChevronDown, LogOut } from 'lucide-react';
import type { ReactNode } from 'react';
import { Avatar } from '../ui/avatar';
import { Menu, MenuButton, MenuLabel, MenuLink } from '../ui/menu';
import { type Theme, ThemeSwitch } from '../ui/theme-switch';

/** Whoever is logged in, as the frames show them. */
export type Person = { name: string; email: string; organizationName?: string | null };

/** A link of a frame. Give only those whose pages exist and which the person may open. */
export type FrameLink = { href: string; label: string; icon?: ReactNode; exact?: boolean; count?: number };

/** A server action that takes a form's data and leads on by itself, such as log out. */
export type PlainAction = (data: FormData) => Promise<void>;

/** Who is logged in, where they can go as themselves, the theme, and the way out. */
export function AccountMenu({
  person,
  links,
  theme,
  themeAction,
  logOutAction,
}: {
  person: Person;
  links: readonly FrameLink[];
  theme: Theme;
  themeAction: PlainAction;
  logOutAction: PlainAction;
}) {
  return (
    <Menu
      label={`Account of ${person.name}`}
      className="px-1.5!"
      trigger={
        <>
          <Avatar name={person.name} size="sm" />
          <ChevronDown aria-hidden="true" />
        </>
      }
    >
      <MenuLabel>
        <span className="block font-medium text-ink">{person.name}</span>
        <span className="block break-all">{person.email}</span>
        {person.organizationName && <span className="block">{person.organizationName}</span>}
      </MenuLabel>
      <hr />
      {links.map((link) => (
        <MenuLink key={link.href} href={link.href}>
          {link.icon}
          {link.label}
        </MenuLink>
      ))}
      {links.length > 0 && <hr />}
      <div className="menu-label flex items-center justify-between gap-4">
        <span>Theme</span>
        <ThemeSwitch theme={theme} action={themeAction} />
      </div>
      <hr />
      <form action={logOutAction}>
        <MenuButton type="submit">
          <LogOut aria-hidden="true" />
          Log out
        </MenuButton>
      </form>
    </Menu>
  );
}
