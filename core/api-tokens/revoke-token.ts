import { eq, sql } from 'drizzle-orm';
import { isId } from '@/db/ids';
import { apiTokens } from '@/db/schema';
import type { Context } from '../context';
import { conflict, notFound } from '../errors';
import { userIdOf } from '../identity/actor';
import { mutate } from '../mutate';
import { can } from '../policy';

/**
 * Ends a token from the next request on: any, for those who manage tokens; their own, for developers. Throws `not_found`
 * for everybody else, and `conflict` for one that was revoked already.
 */
export async function revokeApiToken(ctx: Context, input: { tokenId: string }): Promise<void> {
  await mutate(ctx, async (unit) => {
    if (!isId(input.tokenId)) throw notFound();
    const [token] = await unit.tx
      .select({
        id: apiTokens.id,
        userId: apiTokens.userId,
        name: apiTokens.name,
        revokedAt: apiTokens.revokedAt,
      })
      .from(apiTokens)
      .where(eq(apiTokens.id, input.tokenId))
      .for('update');
    if (!token || !mayRevoke(ctx, token)) throw notFound();
    if (token.revokedAt) throw conflict('This token was revoked already.');
    await unit.tx.update(apiTokens).set({ revokedAt: sql`now()` }).where(eq(apiTokens.id, token.id));
    await unit.audit('api_token.revoked', { kind: 'api_token', id: token.id }, { name: token.name });
  });
}

/** Who may not revoke a token does not know of it either: there is no other way to see one. */
function mayRevoke({ actor }: Context, token: { userId: string }): boolean {
  return can(actor, 'apiToken.manage') || (can(actor, 'agentToken.manage') && token.userId === userIdOf(actor));
}
