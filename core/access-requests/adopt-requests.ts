import { and, inArray, isNull, ne, or, sql } from 'drizzle-orm';
import { accessRequests } from '@/db/schema';
import { relabelKeys } from '../credentials/relabel-keys';
import type { Unit } from '../mutate';

/**
 * Makes what colleagues asked for in these apps the matter of their owner, who takes the apps along into another
 * organization: nobody of the old one hears of them any more. Inside the caller's change; call after `moveApps`.
 */
export async function adoptRequests(unit: Unit, move: { appIds: readonly string[]; ownerId: string }): Promise<void> {
  if (move.appIds.length === 0) return;
  const adopted = await unit.tx
    .update(accessRequests)
    .set({ requestedBy: move.ownerId, updatedAt: sql`now()` })
    .where(
      and(
        inArray(accessRequests.appId, [...move.appIds]),
        inArray(accessRequests.status, ['pending', 'approved', 'fulfilled']),
        or(isNull(accessRequests.requestedBy), ne(accessRequests.requestedBy, move.ownerId)),
      ),
    )
    .returning({ id: accessRequests.id });
  for (const { id } of adopted) await relabelKeys(unit, id);
}
