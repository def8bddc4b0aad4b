import { and, eq } from 'drizzle-orm';
import { users } from '@/db/schema';
import type { Context } from '../context';
import { conflict, notFound, proofNeeded } from '../errors';
import { userIdOf } from '../identity/actor';
import { endSessions } from '../identity/end-sessions';
import { needsProof } from '../identity/needs-proof';
import { voidLinks } from '../identity/void-links';
import { mutate, type Unit } from '../mutate';
import { authorize } from '../policy';
import { visibleUsers } from '../visibility';
import { forgetFactors } from './forget-factors';
import { tellOwner } from './tell-owner';

/**
 * For somebody who has lost their authenticator: takes it off, with recovery codes and passkeys, and ends their
 * sessions. They are told, and log in with their password. Owners and admins do it for developers, owners for other
 * admins. Throws `not_found`, `forbidden`, `proof_needed`, `conflict` for oneself and where there is nothing to take
 * off.
 */
export async function removeSecondFactorOf(ctx: Context, input: { userId: string }): Promise<void> {
  const isStale = await needsProof(ctx);
  await mutate(ctx, async (unit) => {
    const user = await lockUser(ctx, unit, input.userId);
    authorize(ctx.actor, user.kind === 'admin' ? 'admin.manage' : 'user.change', { userId: user.id });
    if (isStale) throw proofNeeded();
    if (user.id === userIdOf(ctx.actor)) throw conflict('Change your own two-factor authentication in your profile.');
    const hadAny = await forgetFactors(unit.tx, user.id);
    if (!hadAny) throw conflict(`${user.firstName} ${user.lastName} has no two-factor authentication.`);
    const ended = await endSessions(unit.tx, { userId: user.id });
    await voidLinks(unit.tx, user.id);
    const { id, organizationId } = user;
    await unit.audit('user.second_factor_removed', { kind: 'user', id, organizationId }, { by: 'an admin', ended });
    await tellOwner(unit, user.id, 'An admin took off your authenticator app, your recovery codes and your passkeys.');
  });
}

async function lockUser(ctx: Context, unit: Unit, userId: string) {
  const [user] = await unit.tx
    .select({
      id: users.id,
      kind: users.kind,
      firstName: users.firstName,
      lastName: users.lastName,
      organizationId: users.organizationId,
    })
    .from(users)
    .where(and(eq(users.id, userId), visibleUsers(ctx.actor)))
    .for('update');
  if (!user) throw notFound();
  return user;
}
