import { and, eq, sql } from 'drizzle-orm';
import { addressChanges, users } from '@/db/schema';
import type { Context } from '../context';
import { conflict, unauthenticated } from '../errors';
import { mutate, type Unit, violatedConstraint } from '../mutate';
import { authorize } from '../policy';
import { deadLink, refuseDeadLink } from './dead-link';
import { spendToken } from './tokens';
import { voidLinks } from './void-links';

/**
 * Gives the person who asks the address that their link was mailed to, and tells the old one. The link works only for
 * whoever wished for it and is logged in: somebody else's mailbox, by a slip of the keyboard, must not get the account.
 * Links that were mailed to the old address end; sessions go on, since nothing that opens the account has changed.
 * Throws `unauthenticated`, `conflict` for a link that does not work and for an address that somebody has taken
 * meanwhile, `too_many`.
 */
export async function confirmAddressChange(ctx: Context, input: { token: string }): Promise<{ email: string }> {
  const { actor } = ctx;
  if (actor.kind !== 'developer' && actor.kind !== 'admin') throw unauthenticated();
  authorize(actor, 'profile.change', { userId: actor.userId });
  const link = { purpose: 'change_email', token: input.token } as const;
  await refuseDeadLink(ctx, link);
  return mutate(ctx, async (unit) => {
    // In this order everywhere: the account first, what hangs on it later.
    const [user] = await unit.tx
      .select({ email: users.email, firstName: users.firstName, organizationId: users.organizationId })
      .from(users)
      .where(eq(users.id, actor.userId))
      .for('update');
    const spent = await spendToken(unit.tx, link);
    const [wish] = spent
      ? await unit.tx
          .delete(addressChanges)
          .where(and(eq(addressChanges.id, spent.subjectId), eq(addressChanges.userId, actor.userId)))
          .returning({ newEmail: addressChanges.newEmail })
      : [];
    if (!user || !wish) throw deadLink();
    await move(unit, actor.userId, wish.newEmail);
    await voidLinks(unit.tx, actor.userId);
    const { organizationId } = user;
    await unit.audit('user.address_changed', { kind: 'user', id: actor.userId, organizationId }, { from: user.email });
    const facts = { newEmail: wish.newEmail, firstName: user.firstName };
    await unit.mail({ message: 'email-changed', to: { address: user.email }, subjectId: actor.userId, facts });
    return { email: wish.newEmail };
  });
}

async function move(unit: Unit, userId: string, email: string): Promise<void> {
  try {
    await unit.tx.transaction((savepoint) =>
      savepoint
        .update(users)
        .set({ email, emailVerifiedAt: sql`now()`, version: sql`${users.version} + 1`, updatedAt: sql`now()` })
        .where(eq(users.id, userId)),
    );
  } catch (error) {
    if (violatedConstraint(error) !== 'users_email') throw error;
    // Only who reads this mailbox learns it.
    throw conflict('There is an account with this address by now. Log in to it, or ask for another address.');
  }
}
