/**
 * A thing as it would be after a PATCH: what was sent in the place of what is there, everything else as it is. `sent` is
 * that alone, for verbs that put it in its place themselves.
 */
export function merge<Thing extends object>(
  now: Thing,
  wish: { readonly [Name in keyof Thing]?: Thing[Name] | undefined },
): { after: Thing; sent: Partial<Thing>; isChanged: boolean } {
  const given = Object.entries(wish).filter(([, value]) => value !== undefined);
  // Each name and value is one of `Thing`, as the parameter says.
  const sent = Object.fromEntries(given) as Partial<Thing>;
  const after = { ...now, ...sent };
  return { after, sent, isChanged: JSON.stringify(after) !== JSON.stringify(now) };
}
