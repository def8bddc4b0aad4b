import type { WantedKey } from '@/db/schema';

/** One thing that a change of a key changes, as texts; an empty one was, or will be, nothing. */
export type Difference = { what: string; from: string; to: string };

/** How a key's wish differs from another, in words and ids that admins know: policies, APIs, lifetime, metadata. */
export function wishDifferences(before: WantedKey, after: WantedKey): Difference[] {
  return [
    { what: 'Policies', from: before.policyIds.join(', '), to: after.policyIds.join(', ') },
    { what: 'APIs', from: sorted(before.apiIds), to: sorted(after.apiIds) },
    { what: 'Lifetime', from: lifetime(before), to: lifetime(after) },
    { what: 'Name at the gateway', from: before.alias, to: after.alias },
    ...metadataDifferences(before.metadata, after.metadata),
  ].filter(({ from, to }) => from !== to);
}

function metadataDifferences(
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): Difference[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return names.map((name) => ({ what: `Metadata ${name}`, from: text(before[name]), to: text(after[name]) }));
}

function sorted(ids: readonly string[]): string {
  return [...ids].sort().join(', ');
}

function lifetime({ lifetimeDays }: WantedKey): string {
  if (lifetimeDays === null) return 'for ever';
  return lifetimeDays === 1 ? '1 day' : `${lifetimeDays} days`;
}

function text(value: unknown): string {
  if (value === undefined || value === '') return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
