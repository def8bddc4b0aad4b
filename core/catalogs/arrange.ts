/** What a new order of a catalog's products or plans changes, by id. */
export type Arrangement = { added: string[]; removed: string[]; isMoved: boolean };

/** Compares two orders. Moved means: those that stay stand in another order among themselves. */
export function arrange(before: readonly string[], after: readonly string[]): Arrangement {
  const added = after.filter((id) => !before.includes(id));
  const removed = before.filter((id) => !after.includes(id));
  const stayed = before.filter((id) => after.includes(id));
  const stay = after.filter((id) => before.includes(id));
  return { added, removed, isMoved: stayed.some((id, at) => stay[at] !== id) };
}
