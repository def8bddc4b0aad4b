import { and, eq, isNull } from 'drizzle-orm';
import { gatewayApis } from '@/db/schema';
import type { Context } from '../context';
import type { UsageFigures } from '../ports/usage';

/** Figures that end earlier say nothing of today: the pump may be away, and a key that is in use look unused. */
const FRESH_HOURS = 48;
const HOUR_MS = 3_600_000;

/**
 * Whether the figures of this gateway reach from `since` until now, so that a key without figures was really not
 * called. False when nobody knows: without figures, while they cannot be read, or of a gateway that counts elsewhere.
 */
export async function usageCovers(
  ctx: Context,
  usage: UsageFigures | null,
  { gatewayId, since }: { gatewayId: string; since: Date },
): Promise<boolean> {
  if (!usage) return false;
  const apis = await ctx.db
    .select({ apiId: gatewayApis.apiId })
    .from(gatewayApis)
    .where(and(eq(gatewayApis.gatewayId, gatewayId), isNull(gatewayApis.missingSince)));
  const reach = await usage.reach(apis.map(({ apiId }) => apiId));
  if (reach.outcome !== 'figures' || !reach.first || !reach.last) return false;
  const isFresh = ctx.now().getTime() - reach.last.getTime() <= FRESH_HOURS * HOUR_MS;
  return isFresh && reach.first <= since;
}
