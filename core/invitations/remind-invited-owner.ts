import { and, eq } from 'drizzle-orm';
import { invitations, organizations, users } from '@/db/schema';
import { asActor, type Context } from '../context';
import { anonymous } from '../identity/actor';
import type { Unit } from '../mutate';
import { renewInvitation } from './renew-invitation';
import { tellOfUninvited } from './tell-of-uninvited';

/** `self_made`: an account like others, and nothing is sent. `invited`: the mail was ordered. `uninvited`: no way in yet. */
export type Reminded = 'self_made' | 'invited' | 'uninvited';

/**
 * Whether an account was made by a portal admin and never used: it has no password, and no address was proven. To its
 * owner, who asks for a way in by registering, for a link, or for a new password, the way in is the invitation: it is
 * sent again, in the name of whoever stands for it. Where there is none, nothing opens: the person and the admins who
 * may invite are told. Inside the caller's change. `mayMail` is false when the address has had enough mails.
 */
export async function remindInvitedOwner(
  ctx: Context,
  unit: Unit,
  owner: { userId: string; mayMail: boolean },
): Promise<Reminded> {
  const [user] = await unit.tx
    .select({
      id: users.id,
      status: users.status,
      passwordHash: users.passwordHash,
      email: users.email,
      firstName: users.firstName,
      lastName: users.lastName,
    })
    .from(users)
    .where(eq(users.id, owner.userId));
  if (user?.status !== 'unverified' || user.passwordHash !== null) return 'self_made';
  const [invitation] = await unit.tx
    .select({ id: invitations.id })
    .from(invitations)
    .innerJoin(organizations, eq(organizations.id, invitations.organizationId))
    .where(
      and(
        eq(invitations.userId, owner.userId),
        eq(invitations.email, user.email),
        eq(invitations.status, 'pending'),
        eq(organizations.status, 'active'),
      ),
    )
    .for('update', { of: invitations });
  if (!invitation) {
    if (owner.mayMail) await tellOfUninvited(unit, user);
    return 'uninvited';
  }
  // Whoever is logged in here has not invited anybody.
  if (owner.mayMail) {
    await renewInvitation(asActor(ctx, anonymous), unit, { invitationId: invitation.id, isFirst: false });
  }
  return 'invited';
}
