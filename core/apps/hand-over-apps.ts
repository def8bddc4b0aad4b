import { and, inArray, isNull, sql } from 'drizzle-orm';
import { apps } from '@/db/schema';
import type { Unit } from '../mutate';

/**
 * Gives apps of an organization to another of its people, with their sharing as it is, and tells the new owner under
 * the bell. Inside the caller's change, which holds the organization and both people and has decided that it may be.
 * Their requests and keys follow the app by themselves; what the leaver asked for is another matter
 * (`handOverRequests`).
 */
export async function handOverApps(
  unit: Unit,
  hand: { appIds: readonly string[]; from: { id: string; name: string } | null; toUserId: string },
): Promise<void> {
  if (hand.appIds.length === 0) return;
  const given = await unit.tx
    .update(apps)
    .set({ ownerId: hand.toUserId, updatedAt: sql`now()` })
    .where(and(inArray(apps.id, [...hand.appIds]), isNull(apps.deletedAt)))
    .returning({ id: apps.id, name: apps.name, organizationId: apps.organizationId });
  for (const { id, name, organizationId } of given) {
    const detail = { from: hand.from?.id ?? null, to: hand.toUserId };
    await unit.audit('app.transferred', { kind: 'app', id, organizationId }, detail);
    await unit.notify({
      userId: hand.toUserId,
      kind: 'app.transferred',
      title: hand.from ? `${hand.from.name} handed ${name} over to you` : `${name} is yours now`,
      href: `/apps/${id}`,
    });
  }
}
