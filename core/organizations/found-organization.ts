import { moveApps } from '../apps/move-apps';
import { placeUser } from '../members/place-user';
import { withdrawOwnPleas } from '../members/withdraw-own-pleas';
import type { Unit } from '../mutate';

/**
 * Puts whoever asked for an organization into it as its super admin, with their apps; a wish of theirs to join another
 * one ends. Inside the caller's change, which holds organization and person and found that it may be.
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
  await withdrawOwnPleas(unit, userId);
  return moved;
}
