import type { Context } from '../context';
import { notFound } from '../errors';
import { isActiveDeveloper } from '../identity/actor';
import type { UsageFigures } from '../ports/usage';
import { linesBy, type UsageLine } from './lines-by';
import { type Measured, measure, type NoFigures } from './measure';
import { livedIn, readUsageKeys, type ShownKey, shownKey } from './usage-keys';
import type { UsageRange } from './usage-range';

/** What all keys of the reader called. */
export type OwnUsage = {
  keys: ShownKey[];
  figures: (Measured & { byApp: UsageLine[] }) | NoFigures;
};

/** What all apps that the actor shares called. Throws `not_found` for whoever has none to see. */
export async function getOwnUsage(
  ctx: Context,
  usage: UsageFigures | null,
  { range }: { range: UsageRange },
): Promise<OwnUsage> {
  if (!isActiveDeveloper(ctx.actor)) throw notFound();
  const keys = await readUsageKeys(ctx, livedIn(range));
  const measured = await measure(usage, keys, range);
  if (measured.outcome !== 'figures') return { keys: keys.map(shownKey), figures: measured };
  return { keys: keys.map(shownKey), figures: { ...measured, byApp: linesBy(keys, measured, ({ app }) => app) } };
}
