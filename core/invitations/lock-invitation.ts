import { and, eq } from 'drizzle-orm';
import { isId } from '@/db/ids';
import { invitations } from '@/db/schema';
import { conflict, notFound } from '../errors';
import type { Actor } from '../identity/actor';
import type { Unit } from '../mutate';
import { lockOrganization } from '../organizations/lock-organization';
import { visibleInvitations } from '../visibility';

/**
 * An invitation that the actor may see, locked after its organization until the change commits. Throws `not_found`,
 * `forbidden`.
 */
export async function lockInvitation(unit: Unit, actor: Actor, invitationId: string) {
  if (!isId(invitationId)) throw notFound();
  const isIt = and(eq(invitations.id, invitationId), visibleInvitations(actor));
  const [seen] = await unit.tx.select({ organizationId: invitations.organizationId }).from(invitations).where(isIt);
  if (!seen) throw notFound();
  const organization = await lockOrganization(unit, actor, seen.organizationId);
  const [invitation] = await unit.tx.select().from(invitations).where(isIt).for('update');
  if (!invitation) throw notFound();
  return { invitation, organization };
}

/** An answer or a withdrawal is final. Throws `conflict`. */
export function refuseAnswered(invitation: { status: typeof invitations.$inferSelect.status }): void {
  if (invitation.status !== 'pending') throw conflict(`This invitation was already ${invitation.status}.`);
}
