import { and, eq } from 'drizzle-orm';
import { users } from '@/db/schema';
import type { Context } from '../context';
import { forbidden } from '../errors';
import { isActiveDeveloper } from '../identity/actor';
import { requireFreshProof } from '../identity/require-fresh-proof';
import { mutate } from '../mutate';
import { authorize } from '../policy';
import { insertToken } from './insert-token';
import { parseTokenWish, type TokenWish } from './parse-token-wish';
import { agentScopes } from './scopes';

/** How long a developer's token may live, as they choose it. Days. */
export const AGENT_TOKEN_DAYS = [7, 30, 90] as const;

/**
 * Makes a token with which an agent (MCP) acts as this developer, within its scopes, until it ends or they leave their
 * organization. The answer is the only place where the token ever stands. Throws `proof_needed`, `forbidden`, `invalid`,
 * and `conflict` where they have too many.
 */
export async function createAgentToken(ctx: Context, input: TokenWish): Promise<{ tokenId: string; token: string }> {
  const { actor } = ctx;
  authorize(actor, 'agentToken.manage');
  if (!isActiveDeveloper(actor)) throw forbidden();
  await requireFreshProof(ctx);
  const wish = parseTokenWish(input, { scopes: agentScopes, days: AGENT_TOKEN_DAYS });
  return mutate(ctx, async (unit) => {
    const organizationId = actor.organization.id;
    // One who was shut out or moved since the page was asked for makes none for where they were.
    const [person] = await unit.tx
      .select({ id: users.id })
      .from(users)
      .where(and(eq(users.id, actor.userId), eq(users.status, 'active'), eq(users.organizationId, organizationId)))
      .for('update');
    if (!person) throw forbidden();
    const made = await insertToken(unit, { id: person.id, organizationId }, wish);
    // Seen by the owner of an account in which somebody else makes one.
    const title = `A token for an agent was made: ${wish.name}`;
    await unit.notify({ userId: person.id, kind: 'api_token.created', title, href: '/profile/tokens' });
    return made;
  });
}
