import { and, eq } from 'drizzle-orm';
import { passkeys } from '@/db/schema';
import type { Context } from '../context';
import { notFound } from '../errors';
import { mutate } from '../mutate';
import { oneselfWithProof } from './oneself';
import { tellOwner } from './tell-owner';

/**
 * Takes a passkey off one's account. Throws `unauthenticated`, `proof_needed`, `not_found` for one of somebody else.
 */
export async function removePasskey(ctx: Context, input: { passkeyId: string }): Promise<void> {
  const { userId } = await oneselfWithProof(ctx);
  await mutate(ctx, async (unit) => {
    const [removed] = await unit.tx
      .delete(passkeys)
      .where(and(eq(passkeys.id, input.passkeyId), eq(passkeys.userId, userId)))
      .returning({ id: passkeys.id, name: passkeys.name });
    if (!removed) throw notFound();
    await unit.audit('user.passkey_removed', { kind: 'user', id: userId }, { passkeyId: removed.id });
    await tellOwner(unit, userId, `The passkey “${removed.name}” was removed.`);
  });
}
