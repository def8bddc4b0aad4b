/** Only its own path decides: the origin is a stand-in that no link can name. */
const STAND_IN = 'http://portal.invalid';
const PATH_MAX = 2_000;
/** Coming back to these makes no sense or a circle; an invitation is answered after logging in. */
const NOT_A_GOAL = /^\/(auth(?!\/invitation$)|api)(\/|$)/;

/**
 * A path of the portal itself to go on to, from whatever a link said; `/` for everything else. Strict on purpose: other
 * origins, schemes, backslashes, control characters and protocol-relative forms never survive (security.md A-19).
 */
export function safePath(wanted: string | null | undefined): string {
  if (!wanted || wanted.length > PATH_MAX || !/^\/(?![/\\])[\x21-\x7e]*$/.test(wanted) || wanted.includes('\\'))
    return '/';
  if (!URL.canParse(wanted, STAND_IN)) return '/';
  const url = new URL(wanted, STAND_IN);
  // `/./` and `/..//` fold into something that may start with two slashes.
  if (url.origin !== STAND_IN || url.pathname.startsWith('//') || NOT_A_GOAL.test(url.pathname)) return '/';
  return `${url.pathname}${url.search}${url.hash}`;
}
