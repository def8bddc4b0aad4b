import { and, eq, gt, sql } from 'drizzle-orm';
import { invitations, organizations, users } from '@/db/schema';
import { voidTokens } from '../identity/tokens';
import type { Unit } from '../mutate';
import { inviterStillMay } from './inviter-still-may';
import { tellInviter } from './tell-inviter';

/**
 * Somebody has just proven the address of an account that a portal admin made and invited them to, other than by the
 * invitation's link (an OpenID provider's word, for instance): the invitation is accepted with it. False when there is
 * none that still stands. Inside the caller's change, which holds the account.
 */
export async function acceptByProof(unit: Unit, userId: string): Promise<boolean> {
  const [standing] = await unit.tx
    .select({ organizationId: invitations.organizationId, invitedBy: invitations.invitedBy })
    .from(invitations)
    .where(and(eq(invitations.userId, userId), eq(invitations.status, 'pending')));
  if (!standing || !(await inviterStillMay(unit.tx, standing))) return false;
  const [accepted] = await unit.tx
    .update(invitations)
    .set({ status: 'accepted', acceptedBy: userId, acceptedAt: sql`now()` })
    .where(
      and(
        eq(invitations.userId, userId),
        eq(invitations.status, 'pending'),
        gt(invitations.expiresAt, sql`now()`),
        eq(invitations.email, sql`(select email from users where id = ${userId})`),
      ),
    )
    .returning();
  if (!accepted) return false;
  const { id, organizationId, role } = accepted;
  await voidTokens(unit.tx, { purpose: 'invitation', subjectId: id });
  await unit.audit('invitation.accepted', { kind: 'invitation', id, organizationId }, { userId, by: 'proof' });
  await unit.audit('member.joined', { kind: 'user', id: userId, organizationId }, { role, because: 'invitation' });
  const [person] = await unit.tx
    .select({ firstName: users.firstName, lastName: users.lastName, organizationName: organizations.name })
    .from(users)
    .innerJoin(organizations, eq(organizations.id, users.organizationId))
    .where(eq(users.id, userId));
  if (!person) throw new Error('acceptByProof: the caller holds the account');
  const name = `${person.firstName} ${person.lastName}`;
  await tellInviter(unit, {
    invitation: accepted,
    organizationName: person.organizationName,
    person: { name },
    answer: 'accepted',
  });
  return true;
}
