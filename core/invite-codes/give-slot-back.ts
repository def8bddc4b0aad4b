import { and, eq, isNull, sql } from 'drizzle-orm';
import { isId } from '@/db/ids';
import { inviteCodeRedemptions, inviteCodes } from '@/db/schema';
import type { Context } from '../context';
import { conflict, notFound } from '../errors';
import { mutate } from '../mutate';
import { authorize, can } from '../policy';

/**
 * Frees the slot that somebody took, for another person; who had it stays where they are. Nothing else ever frees one:
 * not deletion, not expiry. Throws `not_found`, and `conflict` for a slot that was given back already.
 */
export async function giveSlotBack(ctx: Context, input: { inviteCodeId: string; userId: string }): Promise<void> {
  const { inviteCodeId: id, userId } = input;
  await mutate(ctx, async (unit) => {
    if (!can(ctx.actor, 'inviteCode.list') || !isId(id) || !isId(userId)) throw notFound();
    // The code's row first, as registering does: both count its slots.
    const [code] = await unit.tx
      .select({ organizationId: inviteCodes.organizationId })
      .from(inviteCodes)
      .where(eq(inviteCodes.id, id))
      .for('update');
    if (!code) throw notFound();
    authorize(ctx.actor, 'inviteCode.manage');
    const given = await unit.tx
      .update(inviteCodeRedemptions)
      .set({ givenBackAt: sql`now()` })
      .where(
        and(
          eq(inviteCodeRedemptions.inviteCodeId, id),
          eq(inviteCodeRedemptions.userId, userId),
          isNull(inviteCodeRedemptions.givenBackAt),
        ),
      )
      .returning({ userId: inviteCodeRedemptions.userId });
    if (given.length === 0) throw conflict('This slot is free already.');
    await unit.tx
      .update(inviteCodes)
      .set({ used: sql`${inviteCodes.used} - 1` })
      .where(eq(inviteCodes.id, id));
    const subject = { kind: 'invite_code', id, organizationId: code.organizationId };
    await unit.audit('invite_code.slot_given_back', subject, { userId });
  });
}
