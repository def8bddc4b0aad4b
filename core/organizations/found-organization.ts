import { and, eq } from 'drizzle-orm';
import { joinRequests } from '@/db/schema';
import { moveApps } from '../apps/move-apps';
import { placeUser } from '../members/place-user';
import type { Unit } from '../mutate';

/**
 * Puts whoever asked for an organization into it as its super admin, with their apps; a wish of theirs to join another one
 * ends. Inside the caller's change, which holds organization and person and found that it may be.
 */
export async function foundOrganization(
  unit: Unit,
  founding: { organizationId: string; userId: string; from: string },
): Promise<{ appIds: string[] }> {
  const { organizationId, userId } = founding;
  await placeUser(unit, { userId, organizationId, role: 'super_admin', teamIds: [] });
  const moved = await moveApps(unit, {
    ownerId: userId,
    toOrganizationId: organizationId,
    toDefaultOrganization: false,
  });
  const detail = { from: founding.from, to: organizationId, role: 'super_admin', because: 'founded' };
  await unit.audit('user.moved', { kind: 'user', id: userId, organizationId }, detail);
  const withdrawn = await unit.tx
    .update(joinRequests)
    .set({ status: 'withdrawn' })
    .where(and(eq(joinRequests.userId, userId), eq(joinRequests.status, 'pending')))
    .returning({ id: joinRequests.id, organizationId: joinRequests.organizationId });
  for (const { id, organizationId: wished } of withdrawn) {
    await unit.audit('join_request.withdrawn', { kind: 'join_request', id, organizationId: wished });
  }
  return moved;
}
