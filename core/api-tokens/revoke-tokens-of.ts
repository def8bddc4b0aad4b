import { and, eq, isNull, sql } from 'drizzle-orm';
import { apiTokens } from '@/db/schema';
import type { Unit } from '../mutate';

/**
 * Ends every token of somebody who is shut out or goes elsewhere, inside the caller's change: none wakes up with them
 * again. `because` is for the audit log. Answers how many.
 */
export async function revokeTokensOf(unit: Unit, userId: string, because: string): Promise<number> {
  const ended = await unit.tx
    .update(apiTokens)
    .set({ revokedAt: sql`now()` })
    .where(and(eq(apiTokens.userId, userId), isNull(apiTokens.revokedAt)))
    .returning({ id: apiTokens.id, name: apiTokens.name });
  for (const { id, name } of ended) {
    await unit.audit('api_token.revoked', { kind: 'api_token', id }, { name, because });
  }
  return ended.length;
}
