import { and, eq, isNull, sql } from 'drizzle-orm';
import { inviteCodeRedemptions, organizations, users } from '@/db/schema';
import { acceptByProof } from '../invitations/accept-by-proof';
import type { Unit } from '../mutate';
import { readSettings } from '../settings/read';
import { tellDeciders } from './tell-deciders';

/**
 * Lets in a developer who has just proven that the address is theirs: at once when registrations are approved
 * automatically, or an invite code or an admin's invitation had approved them already, otherwise they wait and the
 * admins are told. Call with the row locked and still unverified. Answers the new status.
 */
export async function admit(unit: Unit, userId: string): Promise<'active' | 'pending'> {
  const { autoApproveDevelopers } = await readSettings(unit.tx);
  const wasInvited = await acceptByProof(unit, userId);
  const isApproved =
    wasInvited ||
    (await cameByInviteCode(unit, userId)) ||
    (autoApproveDevelopers && (await isInDefault(unit, userId)));
  const status = isApproved ? 'active' : 'pending';
  const [admitted] = await unit.tx
    .update(users)
    .set({ status, emailVerifiedAt: sql`now()`, updatedAt: sql`now()` })
    .where(and(eq(users.id, userId), eq(users.status, 'unverified')))
    .returning({ firstName: users.firstName, lastName: users.lastName });
  if (!admitted) throw new Error('admit: only somebody unverified can be admitted');

  if (isApproved) {
    await unit.mail({ message: 'account-activated', to: { userId }, subjectId: userId });
  } else {
    await unit.mail({ message: 'registration-received', to: { userId }, subjectId: userId });
    await tellDeciders(unit, { id: userId, name: `${admitted.firstName} ${admitted.lastName}` });
  }
  return status;
}

/**
 * The setting is about people who register; whom an admin has put into an organization, and then not invited, it is
 * not.
 */
async function isInDefault(unit: Unit, userId: string): Promise<boolean> {
  const home = await unit.tx
    .select({ id: organizations.id })
    .from(organizations)
    .innerJoin(users, eq(users.organizationId, organizations.id))
    .where(and(eq(users.id, userId), organizations.isDefault));
  return home.length > 0;
}

async function cameByInviteCode(unit: Unit, userId: string): Promise<boolean> {
  const redemptions = await unit.tx
    .select({ userId: inviteCodeRedemptions.userId })
    .from(inviteCodeRedemptions)
    .where(and(eq(inviteCodeRedemptions.userId, userId), isNull(inviteCodeRedemptions.givenBackAt)));
  return redemptions.length > 0;
}
