import type { UsageTally } from '../ports/usage';
import type { Measured } from './measure';
import { sumOf } from './tally';
import type { UsageKey } from './usage-keys';

/** One app, organization or product among others. */
export type UsageLine = { id: string; name: string; now: UsageTally; before: UsageTally };

/** The keys' figures put together by what each belongs to, the busiest first. */
export function linesBy(
  keys: readonly UsageKey[],
  measured: Measured,
  ownerOf: (key: UsageKey) => { id: string; name: string },
): UsageLine[] {
  const groups = new Map<string, { name: string; keys: UsageKey[] }>();
  for (const key of keys) {
    const { id, name } = ownerOf(key);
    const group = groups.get(id) ?? { name, keys: [] };
    group.keys.push(key);
    groups.set(id, group);
  }
  return [...groups]
    .map(([id, group]) => {
      const tallies = group.keys.flatMap(({ credentialId }) => measured.byKey.get(credentialId) ?? []);
      const [now, before] = [sumOf(tallies.map((each) => each.now)), sumOf(tallies.map((each) => each.before))];
      return { id, name: group.name, now, before };
    })
    .sort((one, other) => other.now.calls - one.now.calls || one.name.localeCompare(other.name));
}
