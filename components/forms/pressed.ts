/** What was pressed in a list that is put in order: `save`, `add`, or `up:`, `down:` and `remove:` with an id. */
export function pressed(order: readonly string[], press: string, added: string): string[] {
  const [act, id = ''] = press.split(':');
  if (act === 'add') return added && !order.includes(added) ? [...order, added] : [...order];
  if (act === 'remove') return order.filter((one) => one !== id);
  if (act === 'up') return moved(order, id, -1);
  if (act === 'down') return moved(order, id, 1);
  return [...order];
}

/** The order with this one so many places further; at an end it stays. */
export function moved(order: readonly string[], id: string, by: number): string[] {
  const from = order.indexOf(id);
  if (from < 0) return [...order];
  const others = order.filter((one) => one !== id);
  const to = Math.min(Math.max(from + by, 0), others.length);
  return [...others.slice(0, to), id, ...others.slice(to)];
}
