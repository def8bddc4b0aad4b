import { and, eq, isNull, ne, sql } from 'drizzle-orm';
import type { Transaction } from '@/db/client';
import { sessions } from '@/db/schema';

/**
 * Ends somebody's sessions, except one when it is named; answers how many. They count for nothing from the next request
 * on.
 */
export async function endSessions(
  tx: Pick<Transaction, 'update'>,
  input: { userId: string; exceptSessionId?: string },
): Promise<number> {
  const ended = await tx
    .update(sessions)
    .set({ endedAt: sql`now()` })
    .where(
      and(
        eq(sessions.userId, input.userId),
        isNull(sessions.endedAt),
        input.exceptSessionId ? ne(sessions.id, input.exceptSessionId) : undefined,
      ),
    )
    .returning({ id: sessions.id });
  return ended.length;
}
