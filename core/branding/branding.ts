import type { LinkLine } from '@/db/schema';
import type { Settings } from '../settings/read';

/** How the portal looks and what it says of itself, all that can be drafted. The name is a general setting. */
export type Branding = {
  /** `#rrggbb`. */
  accent: string;
  logoImageId: string | null;
  /** The large words of the first page; empty: made from the portal's name. */
  headline: string;
  /** Markdown, on the first page. */
  welcome: string;
  menuLinks: LinkLine[];
  footerLinks: LinkLine[];
  /** What robots.txt says; empty: what the portal says by itself. */
  robots: string;
};

/** Characters. */
export const HEADLINE_MAX = 80;
/** Characters of Markdown. */
export const WELCOME_MAX = 4000;
/** Characters of the words of a link. */
export const LABEL_MAX = 40;
/** Characters of the address of a link. */
export const ADDRESS_MAX = 500;
/** More would not fit beside the portal's own entries. */
export const MENU_LINKS_MAX = 8;
/** Links of the provider's own under every page. */
export const FOOTER_LINKS_MAX = 12;
/** Of UTF-8. Crawlers read more, but nobody writes more. */
export const ROBOTS_BYTES_MAX = 2048;

/** The branding that is live. */
export function brandingOf(settings: Settings): Branding {
  const { accent, logoImageId, headline, welcome, menuLinks, footerLinks, robots } = settings;
  return { accent, logoImageId, headline, welcome, menuLinks, footerLinks, robots };
}

/** Which parts differ, from what to what: what an audit event says. */
export function brandingChanges(from: Branding, to: Branding): Record<string, { from: unknown; to: unknown }> {
  const names = Object.keys(to) as (keyof Branding)[];
  const changed = names.filter((name) => JSON.stringify(from[name]) !== JSON.stringify(to[name]));
  return Object.fromEntries(changed.map((name) => [name, { from: from[name], to: to[name] }]));
}
