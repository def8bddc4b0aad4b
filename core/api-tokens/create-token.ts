import { and, eq, gt, inArray, isNull, sql } from 'drizzle-orm';
import { newId } from '@/db/ids';
import { apiTokens, users } from '@/db/schema';
import type { Context } from '../context';
import { conflict, DomainError, forbidden, invalid } from '../errors';
import { userIdOf } from '../identity/actor';
import { requireFreshProof } from '../identity/require-fresh-proof';
import { mutate, type Unit } from '../mutate';
import { authorize } from '../policy';
import { isScope, type Scope } from './scopes';
import { drawToken, hashToken } from './token-form';

/** How long a token may live, as people choose it. Days. */
export const TOKEN_DAYS = [7, 30, 90, 365] as const;
const NAME_MAX = 80;
/** Tokens that live, of one admin. */
const TOKENS_MAX = 50;

/**
 * Makes a token with which a program acts as this admin, within its scopes and until it ends. The answer is the only
 * place where the token ever stands. Throws `proof_needed`, `forbidden`, `invalid`, and `conflict` where the admin has
 * too many.
 */
export async function createApiToken(
  ctx: Context,
  input: { name: string; scopes: readonly string[]; days: number },
): Promise<{ tokenId: string; token: string }> {
  authorize(ctx.actor, 'apiToken.manage');
  await requireFreshProof(ctx);
  const wish = parseWish(input);
  const token = drawToken();
  const tokenId = newId();
  await mutate(ctx, async (unit) => {
    const userId = await holdAdmin(unit, userIdOf(ctx.actor));
    await refuseTooMany(unit, userId);
    await unit.tx.insert(apiTokens).values({
      id: tokenId,
      userId,
      name: wish.name,
      scopes: wish.scopes,
      hash: hashToken(token),
      lastFour: token.slice(-4),
      expiresAt: sql`now() + make_interval(days => ${wish.days})`,
    });
    await unit.audit('api_token.created', { kind: 'api_token', id: tokenId }, wish);
  });
  return { tokenId, token };
}

function parseWish(input: { name: string; scopes: readonly string[]; days: number }) {
  const name = input.name.trim().replaceAll(/\s+/g, ' ');
  if (name === '') throw invalid('name', 'Give it a name that says what it is for.');
  if (name.length > NAME_MAX) throw invalid('name', `Use at most ${NAME_MAX} characters.`);
  const scopes: Scope[] = [...new Set(input.scopes)].filter(isScope);
  // Without a field: the form has a box for each, and would say it beside every one.
  if (scopes.length === 0) throw new DomainError('invalid', 'Choose at least one thing that it may do.');
  if (scopes.length < new Set(input.scopes).size) throw new DomainError('invalid', 'Choose from what the form offers.');
  const days = TOKEN_DAYS.find((choice) => choice === input.days);
  if (!days) throw invalid('days', 'Choose how long it shall work.');
  return { name, scopes, days };
}

/** Held exclusively, so that tokens of one admin are made one after the other and counted truly. */
async function holdAdmin(unit: Unit, userId: string | null): Promise<string> {
  if (userId === null) throw forbidden();
  const [admin] = await unit.tx
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.id, userId), inArray(users.adminRole, ['owner', 'admin']), eq(users.status, 'active')))
    .for('update');
  if (!admin) throw forbidden();
  return admin.id;
}

async function refuseTooMany(unit: Unit, userId: string): Promise<void> {
  const living = await unit.tx.$count(
    apiTokens,
    and(eq(apiTokens.userId, userId), isNull(apiTokens.revokedAt), gt(apiTokens.expiresAt, sql`now()`)),
  );
  if (living >= TOKENS_MAX) throw conflict(`You have ${TOKENS_MAX} tokens. Revoke one that nobody needs first.`);
}
