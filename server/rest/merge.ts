/** A thing as it would be after a PATCH: what was sent in the place of what is there, everything else as it is. */
export function merge<Thing extends object>(
  now: Thing,
  wish: { readonly [Name in keyof Thing]?: Thing[Name] | undefined },
): { after: Thing; isChanged: boolean } {
  const sent = Object.entries(wish).filter(([, value]) => value !== undefined);
  // Each name and value is one of `Thing`, as the parameter says.
  const after = { ...now, ...Object.fromEntries(sent) } as Thing;
  return { after, isChanged: JSON.stringify(after) !== JSON.stringify(now) };
}
