import { eq, sql } from 'drizzle-orm';
import { invitations, users } from '@/db/schema';
import type { Context } from '../context';
import { userIdOf } from '../identity/actor';
import type { Unit } from '../mutate';
import { readSettings } from '../settings/read';

/**
 * Starts a pending invitation's time anew and orders its mail; the older link dies when the new mail is taken. Whoever
 * sends it again stands for it from now on; when its own receiver asks for it, whoever stood for it does. Inside the
 * caller's change, which holds the invitation.
 */
export async function renewInvitation(
  ctx: Context,
  unit: Unit,
  order: { invitationId: string; isFirst: boolean },
): Promise<void> {
  const { invitationDays } = await readSettings(unit.tx);
  const inviterId = userIdOf(ctx.actor);
  const [renewed] = await unit.tx
    .update(invitations)
    .set({
      sentAt: sql`now()`,
      expiresAt: sql`now() + make_interval(days => ${invitationDays})`,
      ...(inviterId && { invitedBy: inviterId }),
    })
    .where(eq(invitations.id, order.invitationId))
    .returning({
      id: invitations.id,
      organizationId: invitations.organizationId,
      email: invitations.email,
      role: invitations.role,
      userId: invitations.userId,
      invitedBy: invitations.invitedBy,
    });
  if (!renewed) throw new Error('renewInvitation: the caller holds the invitation');
  const { id, organizationId, email, role, userId } = renewed;
  await unit.audit(
    order.isFirst ? 'invitation.sent' : 'invitation.sent_again',
    { kind: 'invitation', id, organizationId },
    { email, role, userId },
  );
  await unit.mail({
    message: 'invitation',
    to: userId ? { userId } : { address: email },
    subjectId: id,
    facts: { inviterName: await nameOf(unit, renewed.invitedBy) },
  });
}

async function nameOf(unit: Unit, userId: string | null): Promise<string> {
  if (!userId) return (await readSettings(unit.tx)).portalName;
  const [user] = await unit.tx
    .select({ firstName: users.firstName, lastName: users.lastName })
    .from(users)
    .where(eq(users.id, userId));
  return user ? `${user.firstName} ${user.lastName}` : 'Somebody';
}
