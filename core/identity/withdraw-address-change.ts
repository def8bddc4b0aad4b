import { eq } from 'drizzle-orm';
import { addressChanges } from '@/db/schema';
import type { Context } from '../context';
import { conflict, unauthenticated } from '../errors';
import { mutate } from '../mutate';
import { authorize } from '../policy';

/**
 * Takes back the wish for another address; its link leads nowhere. Throws `unauthenticated`, `conflict` without a wish.
 */
export async function withdrawAddressChange(ctx: Context): Promise<void> {
  const { actor } = ctx;
  if (actor.kind !== 'developer' && actor.kind !== 'admin') throw unauthenticated();
  authorize(actor, 'profile.change', { userId: actor.userId });
  await mutate(ctx, async (unit) => {
    const withdrawn = await unit.tx
      .delete(addressChanges)
      .where(eq(addressChanges.userId, actor.userId))
      .returning({ id: addressChanges.id });
    if (withdrawn.length === 0) throw conflict('There is no address to confirm any more.');
    await unit.audit('user.address_change_withdrawn', { kind: 'user', id: actor.userId });
  });
}
