import { and, eq, isNull, sql } from 'drizzle-orm';
import { apiTokens } from '@/db/schema';
import type { Unit } from '../mutate';

/** Ends every token of somebody who is shut out, inside the caller's change: none wakes up with them again. */
export async function revokeTokensOf(unit: Unit, userId: string): Promise<number> {
  const ended = await unit.tx
    .update(apiTokens)
    .set({ revokedAt: sql`now()` })
    .where(and(eq(apiTokens.userId, userId), isNull(apiTokens.revokedAt)))
    .returning({ id: apiTokens.id });
  return ended.length;
}
