import { and, eq, gt, isNull, sql } from 'drizzle-orm';
import { apiTokens, users } from '@/db/schema';
import type { Context } from '../context';
import type { AdminActor } from '../identity/actor';
import { adminFacts } from '../identity/load-actor';
import { isScope } from './scopes';
import { hashToken, isTokenForm } from './token-form';

/** A token's last use is written at most this often, so that reading does not mean writing. */
const TOUCH_AFTER_SECONDS = 60;

/**
 * The admin in whose name this token acts, with role and products as they are now, narrowed to the token's scopes. Null
 * for a token that is unknown, expired or revoked, and for one whose admin is not active. The database's clock decides.
 */
export async function loadTokenActor(ctx: Pick<Context, 'db'>, token: string): Promise<AdminActor | null> {
  if (!isTokenForm(token)) return null;
  const [row] = await ctx.db
    .select(columns)
    .from(apiTokens)
    .innerJoin(users, eq(users.id, apiTokens.userId))
    .where(
      and(
        eq(apiTokens.hash, hashToken(token)),
        isNull(apiTokens.revokedAt),
        gt(apiTokens.expiresAt, sql`now()`),
        eq(users.kind, 'admin'),
        eq(users.status, 'active'),
        isNull(users.deletedAt),
      ),
    );
  if (!row?.user.role) return null;
  if (row.isStale) await touch(ctx, row.token.id);
  const { role, ...person } = row.user;
  return {
    kind: 'admin',
    ...person,
    role,
    needsSecondFactor: row.needsSecondFactor,
    productIds: row.productIds,
    // No session has this id: what wants a fresh proof of the person is out of a program's reach.
    sessionId: row.token.id,
    token: { id: row.token.id, name: row.token.name, scopes: row.token.scopes.filter(isScope) },
  };
}

const columns = {
  user: {
    userId: users.id,
    email: users.email,
    firstName: users.firstName,
    lastName: users.lastName,
    status: users.status,
    mustChangePassword: users.mustChangePassword,
    role: users.adminRole,
  },
  ...adminFacts,
  token: { id: apiTokens.id, name: apiTokens.name, scopes: apiTokens.scopes },
  isStale: sql<boolean>`(${apiTokens.lastUsedAt} is null
    or ${apiTokens.lastUsedAt} < now() - make_interval(secs => ${TOUCH_AFTER_SECONDS}))`,
};

async function touch({ db }: Pick<Context, 'db'>, tokenId: string): Promise<void> {
  await db.update(apiTokens).set({ lastUsedAt: sql`now()` }).where(eq(apiTokens.id, tokenId));
}
