import { and, eq, inArray } from 'drizzle-orm';
import { users } from '@/db/schema';
import type { Context } from '../context';
import { forbidden } from '../errors';
import { userIdOf } from '../identity/actor';
import { requireFreshProof } from '../identity/require-fresh-proof';
import { mutate, type Unit } from '../mutate';
import { authorize } from '../policy';
import { insertToken } from './insert-token';
import { parseTokenWish, type TokenWish } from './parse-token-wish';
import { scopes } from './scopes';

/** How long a token may live, as people choose it. Days. */
export const TOKEN_DAYS = [7, 30, 90, 365] as const;

/**
 * Makes a token with which a program acts as this admin, within its scopes and until it ends. The answer is the only
 * place where the token ever stands. Throws `proof_needed`, `forbidden`, `invalid`, and `conflict` where the admin has
 * too many.
 */
export async function createApiToken(ctx: Context, input: TokenWish): Promise<{ tokenId: string; token: string }> {
  authorize(ctx.actor, 'apiToken.manage');
  await requireFreshProof(ctx);
  const wish = parseTokenWish(input, { scopes, days: TOKEN_DAYS });
  return mutate(ctx, async (unit) => {
    const id = await holdAdmin(unit, userIdOf(ctx.actor));
    return insertToken(unit, { id, organizationId: null }, wish);
  });
}

/** Throws `forbidden` for one who manages no tokens any more. */
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
