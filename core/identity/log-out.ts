import { eq, sql } from 'drizzle-orm';
import { sessions } from '@/db/schema';
import type { Context } from '../context';
import { mutate } from '../mutate';

/** Ends the session that asks, on the server: a copy of its cookie is worth nothing afterwards. Harmless for nobody. */
export async function logOut(ctx: Context): Promise<void> {
  const { actor } = ctx;
  if (actor.kind !== 'developer' && actor.kind !== 'admin') return;
  await mutate(ctx, async (unit) => {
    await unit.tx
      .update(sessions)
      .set({ endedAt: sql`coalesce(${sessions.endedAt}, now())` })
      .where(eq(sessions.id, actor.sessionId));
    await unit.audit('user.logged_out', { kind: 'user', id: actor.userId });
  });
}
