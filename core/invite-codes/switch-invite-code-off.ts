import { eq } from 'drizzle-orm';
import { isId } from '@/db/ids';
import { inviteCodes } from '@/db/schema';
import type { Context } from '../context';
import { notFound } from '../errors';
import { mutate } from '../mutate';
import { authorize, can } from '../policy';

/** Leaves the transaction: there is nothing to change, and nothing to explain. */
class OffAlready extends Error {}

/**
 * Makes a code let in nobody any more, also one whose organization is closed by now. It stays, for the list of who used
 * it, and can be switched on again; one that is off already is left alone. Throws `not_found`, `forbidden`.
 */
export async function switchInviteCodeOff(ctx: Context, input: { inviteCodeId: string }): Promise<void> {
  const { inviteCodeId: id } = input;
  if (!can(ctx.actor, 'inviteCode.list') || !isId(id)) throw notFound();
  const switching = mutate(ctx, async (unit) => {
    const [before] = await unit.tx.select().from(inviteCodes).where(eq(inviteCodes.id, id)).for('update');
    if (!before) throw notFound();
    authorize(ctx.actor, 'inviteCode.manage');
    if (!before.isActive) throw new OffAlready();
    await unit.tx.update(inviteCodes).set({ isActive: false }).where(eq(inviteCodes.id, id));
    const subject = { kind: 'invite_code', id, organizationId: before.organizationId };
    await unit.audit('invite_code.changed', subject, { changes: { isActive: { from: true, to: false } } });
  });
  await switching.catch((error: unknown) => {
    if (!(error instanceof OffAlready)) throw error;
  });
}
