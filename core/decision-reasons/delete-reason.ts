import { eq } from 'drizzle-orm';
import { decisionReasons } from '@/db/schema';
import type { Context } from '../context';
import { notFound } from '../errors';
import { mutate } from '../mutate';
import { authorize, can } from '../policy';

/**
 * Deletes a kept reason or question; what was decided with it keeps its words. Throws `not_found` for everybody but
 * portal admins and for one that is gone, `forbidden`.
 */
export async function deleteReason(ctx: Context, input: { reasonId: string }): Promise<{ title: string }> {
  if (!can(ctx.actor, 'inbox.use')) throw notFound();
  return mutate(ctx, async (unit) => {
    authorize(ctx.actor, 'decisionReason.change');
    const [gone] = await unit.tx.delete(decisionReasons).where(eq(decisionReasons.id, input.reasonId)).returning();
    if (!gone) throw notFound();
    const { id, kind, title, body } = gone;
    await unit.audit('decision_reason.deleted', { kind: 'decision_reason', id }, { kind, title, body });
    return { title };
  });
}
