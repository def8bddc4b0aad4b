import { and, eq, gt, isNull, sql } from 'drizzle-orm';
import { newId } from '@/db/ids';
import { apiTokens } from '@/db/schema';
import { conflict } from '../errors';
import type { Unit } from '../mutate';
import type { Scope } from './scopes';
import { drawToken, hashToken } from './token-form';

/** Tokens that live, of one person. */
const TOKENS_MAX = 50;

/**
 * Draws and keeps a token inside the caller's change, which holds its person exclusively: tokens of one person are made
 * one after the other and counted truly. Throws `conflict` where they have too many.
 */
export async function insertToken(
  unit: Unit,
  person: { id: string; organizationId: string | null },
  wish: { name: string; scopes: Scope[]; days: number },
): Promise<{ tokenId: string; token: string }> {
  const living = await unit.tx.$count(
    apiTokens,
    and(eq(apiTokens.userId, person.id), isNull(apiTokens.revokedAt), gt(apiTokens.expiresAt, sql`now()`)),
  );
  if (living >= TOKENS_MAX) throw conflict(`You have ${TOKENS_MAX} tokens. Revoke one that nobody needs first.`);
  const token = drawToken();
  const tokenId = newId();
  await unit.tx.insert(apiTokens).values({
    id: tokenId,
    userId: person.id,
    name: wish.name,
    scopes: wish.scopes,
    hash: hashToken(token),
    lastFour: token.slice(-4),
    expiresAt: sql`now() + make_interval(days => ${wish.days})`,
  });
  const { organizationId } = person;
  await unit.audit('api_token.created', { kind: 'api_token', id: tokenId, organizationId }, wish);
  return { tokenId, token };
}
