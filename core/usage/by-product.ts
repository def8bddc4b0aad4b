import type { UsageFigure, UsageFigures, UsageTally } from '../ports/usage';
import type { Measured } from './measure';
import { NO_CALLS, sumOf } from './tally';
import type { UsageKey } from './usage-keys';
import type { UsageRange } from './usage-range';

/** Calls of one product, or of several that nobody can tell apart (`names` has them all). */
export type ProductTally = { names: string[]; now: UsageTally };

/**
 * The keys' calls by product. A key for one product called that one; a key for several tells which only where the pump
 * counts paths (`track_all_paths`) and has counted all of its calls. Otherwise they stay together, rather than wrong.
 */
export async function tallyByProduct(
  usage: UsageFigures,
  keys: readonly UsageKey[],
  { measured, range }: { measured: Measured; range: UsageRange },
): Promise<ProductTally[]> {
  const several = keys.filter(({ products }) => products.length > 1);
  const answer = await usage.tally({
    of: 'keys',
    names: several.map(({ usageName }) => usageName),
    from: range.from,
    until: range.until,
    each: 'whole',
    split: 'name_and_api',
  });
  const figures = answer.outcome === 'figures' ? answer.figures : [];
  const parts = keys.flatMap((key) => {
    const whole = measured.byKey.get(key.credentialId)?.now ?? NO_CALLS;
    return partsOf(key, whole, key.products.length > 1 ? figures.filter(({ name }) => name === key.usageName) : []);
  });
  const groups = new Map<string, ProductTally[]>();
  for (const part of parts) {
    const label = part.names.join('\n');
    groups.set(label, [...(groups.get(label) ?? []), part]);
  }
  return [...groups.values()]
    .map((group) => ({ names: group[0]?.names ?? [], now: sumOf(group.map(({ now }) => now)) }))
    .sort((one, other) => other.now.calls - one.now.calls);
}

function partsOf(key: UsageKey, whole: UsageTally, byApi: readonly UsageFigure[]): ProductTally[] {
  const together = [{ names: key.products.map(({ name }) => name), now: whole }];
  if (byApi.length === 0 || sumOf(byApi).calls !== whole.calls) return together;
  const owners = byApi.map((figure) => key.products.filter(({ apiIds }) => apiIds.includes(figure.apiId ?? '')));
  // An API that has left the products, or stands in two of them, belongs to none for certain.
  if (owners.some((found) => found.length !== 1)) return together;
  return key.products.map((product) => ({
    names: [product.name],
    now: sumOf(byApi.filter(({ apiId }) => product.apiIds.includes(apiId ?? ''))),
  }));
}
