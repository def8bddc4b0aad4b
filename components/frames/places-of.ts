import type { FrameLink } from './account-menu';

/** A place that the palette offers before anything is typed: an entry of the navigation. */
export type Place = { href: string; label: string };

/** The words and addresses of a navigation: its icons stay where they are drawn. */
export function placesOf(links: readonly FrameLink[]): Place[] {
  return links.map(({ href, label }) => ({ href, label }));
}
