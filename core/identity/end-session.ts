import { and, eq, isNull, sql } from 'drizzle-orm';
import { sessions } from '@/db/schema';
import type { Context } from '../context';
import { notFound } from '../errors';
import { mutate } from '../mutate';
import { authorize } from '../policy';
import { isActiveAdmin, userIdOf } from './actor';

/**
 * Ends one session: one's own, or anybody's for admins who run the portal. Once it has ended there is nothing left to
 * end: `not_found`, as for a session of somebody else. Throws `forbidden` for other admins.
 */
export async function endSession(ctx: Context, input: { sessionId: string }): Promise<void> {
  await mutate(ctx, async (unit) => {
    const [session] = await unit.tx
      .select({ id: sessions.id, userId: sessions.userId })
      .from(sessions)
      .where(and(eq(sessions.id, input.sessionId), isNull(sessions.endedAt)))
      .for('update');
    // Sessions are seen by their owner and by admins; for everybody else there are none.
    if (!session || (session.userId !== userIdOf(ctx.actor) && !isActiveAdmin(ctx.actor))) throw notFound();
    authorize(ctx.actor, 'session.end', { userId: session.userId });
    await unit.tx.update(sessions).set({ endedAt: sql`now()` }).where(eq(sessions.id, session.id));
    await unit.audit('user.session_ended', { kind: 'user', id: session.userId }, { sessionId: session.id });
  });
}
