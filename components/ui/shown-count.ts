/** Beyond it the portal does not count on, and nobody wants to know. */
const SHOWN_MAX = 1_000;

/** How many wait, as it stands in a badge. */
export function shownCount(count: number): string {
  return count > SHOWN_MAX ? `${SHOWN_MAX.toLocaleString('en')}+` : String(count);
}
