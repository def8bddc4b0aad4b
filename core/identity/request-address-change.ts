import { eq, sql } from 'drizzle-orm';
import { newId } from '@/db/ids';
import { addressChanges, users } from '@/db/schema';
import type { Context } from '../context';
import { invalid, unauthenticated } from '../errors';
import { mutate } from '../mutate';
import { authorize } from '../policy';
import { emailDomainProblem } from '../settings/email-domains';
import { readSettings } from '../settings/read';
import type { AdminActor, DeveloperActor } from './actor';
import { addressChangeLimit, isWithin, mailLimit, throttleAll } from './attempt-limits';
import { canonicalEmail, ONE_ADDRESS } from './email-address';
import { requireFreshProof } from './require-fresh-proof';

/**
 * Orders a link to the address that the person who asks wants instead of theirs; it changes when the link is confirmed.
 * A newer wish replaces the older one. Ends the same for an address that is taken: its owner is told, and the asker
 * never learns. Throws `unauthenticated`, `proof_needed`, `invalid` for what is no other address, `too_many`.
 */
export async function requestAddressChange(ctx: Context, input: { email: string }): Promise<void> {
  const { actor } = ctx;
  if (actor.kind !== 'developer' && actor.kind !== 'admin') throw unauthenticated();
  await requireFreshProof(ctx);
  authorize(actor, 'profile.change', { userId: actor.userId });
  const newEmail = canonicalEmail(input.email);
  if (newEmail === null) throw invalid('email', ONE_ADDRESS);
  if (newEmail === actor.email) throw invalid('email', 'This is your address already.');
  await refuseWayAround(ctx, actor, newEmail);
  await throttleAll(ctx, [addressChangeLimit(actor.userId)]);
  const mayTellOwner = await isWithin(ctx, mailLimit(ctx, 'known', newEmail));

  await mutate(ctx, async (unit) => {
    const id = newId();
    const wish = { id, newEmail, createdAt: sql`now()` };
    await unit.tx
      .insert(addressChanges)
      .values({ id, newEmail, userId: actor.userId })
      .onConflictDoUpdate({ target: addressChanges.userId, set: wish });
    await unit.audit('user.address_change_requested', { kind: 'user', id: actor.userId });
    const [owner] = await unit.tx
      .select({ id: users.id, status: users.status })
      .from(users)
      .where(eq(users.email, newEmail));
    if (!owner) {
      const facts = { newEmail, firstName: actor.firstName };
      await unit.mail({ message: 'email-change-confirm', to: { address: newEmail }, subjectId: id, facts });
    } else if (mayTellOwner && owner.status !== 'inactive') {
      await unit.mail({ message: 'address-already-known', to: { userId: owner.id }, subjectId: owner.id });
    }
  });
}

/** Who could register with this domain stays at one that could; who was invited from elsewhere is free to move. */
async function refuseWayAround(ctx: Context, actor: DeveloperActor | AdminActor, newEmail: string): Promise<void> {
  if (actor.kind === 'admin') return;
  const settings = await readSettings(ctx.db);
  const problem = emailDomainProblem(newEmail, settings);
  if (problem !== null && emailDomainProblem(actor.email, settings) === null) throw invalid('email', problem);
}
