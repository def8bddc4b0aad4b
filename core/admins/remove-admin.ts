import { eq } from 'drizzle-orm';
import { approverProducts } from '@/db/schema';
import type { Context } from '../context';
import { forgetPerson } from '../identity/forget-person';
import { mutate } from '../mutate';
import { authorize } from '../policy';
import { lockAdmin, refuseOneselfAndLastOwner } from './lock-admin';

/**
 * Deletes an admin's account: sessions and tokens end at once, what they decided stays in the history. Never oneself,
 * never the last owner. Throws `not_found`, `conflict`.
 */
export async function removeAdmin(ctx: Context, input: { userId: string }): Promise<void> {
  await mutate(ctx, async (unit) => {
    const admin = await lockAdmin(unit, ctx.actor, input.userId);
    authorize(ctx.actor, 'admin.manage');
    refuseOneselfAndLastOwner(ctx.actor, admin, 'remove');
    const facts = { firstName: admin.firstName };
    await unit.mail({ message: 'account-deleted', to: { address: admin.email }, subjectId: admin.id, facts });
    await unit.tx.delete(approverProducts).where(eq(approverProducts.userId, admin.id));
    await forgetPerson(unit, admin.id);
    await unit.audit('admin.removed', { kind: 'user', id: admin.id }, { role: admin.role });
  });
}
