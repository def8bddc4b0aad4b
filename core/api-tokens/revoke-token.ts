import { eq, sql } from 'drizzle-orm';
import { isId } from '@/db/ids';
import { apiTokens } from '@/db/schema';
import type { Context } from '../context';
import { conflict, notFound } from '../errors';
import { mutate } from '../mutate';
import { authorize, can } from '../policy';

/**
 * Ends a token from the next request on, whoever made it. Throws `not_found` for those who manage no tokens, and
 * `conflict` for one that was revoked already.
 */
export async function revokeApiToken(ctx: Context, input: { tokenId: string }): Promise<void> {
  await mutate(ctx, async (unit) => {
    if (!can(ctx.actor, 'apiToken.manage') || !isId(input.tokenId)) throw notFound();
    const [token] = await unit.tx
      .select({ id: apiTokens.id, name: apiTokens.name, revokedAt: apiTokens.revokedAt })
      .from(apiTokens)
      .where(eq(apiTokens.id, input.tokenId))
      .for('update');
    if (!token) throw notFound();
    authorize(ctx.actor, 'apiToken.manage');
    if (token.revokedAt) throw conflict('This token was revoked already.');
    await unit.tx.update(apiTokens).set({ revokedAt: sql`now()` }).where(eq(apiTokens.id, token.id));
    await unit.audit('api_token.revoked', { kind: 'api_token', id: token.id }, { name: token.name });
  });
}
