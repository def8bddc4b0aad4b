import { and, eq, isNull, sql } from 'drizzle-orm';
import { sessions } from '@/db/schema';
import type { Context } from '../context';

/** How long a password, a code or a passkey counts for what is dangerous. */
export const PROOF_MINUTES = 60;

/**
 * Whether the person who asks has to say again who they are before something dangerous: their session's last proof is
 * older than `PROOF_MINUTES`. The database's clock decides. Never for the system.
 */
export async function needsProof(ctx: Context): Promise<boolean> {
  const { actor } = ctx;
  if (actor.kind === 'system') return false;
  if (actor.kind === 'anonymous') return true;
  const [fresh] = await ctx.db
    .select({ id: sessions.id })
    .from(sessions)
    .where(
      and(
        eq(sessions.id, actor.sessionId),
        eq(sessions.userId, actor.userId),
        isNull(sessions.endedAt),
        sql`${sessions.provenAt} > now() - make_interval(mins => ${PROOF_MINUTES})`,
      ),
    );
  return fresh === undefined;
}
