import { and, eq, gt, isNull, sql } from 'drizzle-orm';
import { apiTokens, organizations, users } from '@/db/schema';
import type { Context } from '../context';
import type { AdminActor, DeveloperActor } from '../identity/actor';
import { actorColumns, toActor } from '../identity/load-actor';
import { isScope } from './scopes';
import { hashToken, isTokenForm } from './token-form';

/** A token's last use is written at most this often, so that reading does not mean writing. */
const TOUCH_AFTER_SECONDS = 60;

/**
 * The person in whose name this token acts, with role, organization, teams and products as they are now, narrowed to the
 * token's scopes. Null for a token that is unknown, expired or revoked, and for one whose person is not active. The
 * database's clock decides.
 */
export async function loadTokenActor(
  ctx: Pick<Context, 'db'>,
  token: string,
): Promise<AdminActor | DeveloperActor | null> {
  if (!isTokenForm(token)) return null;
  const [row] = await ctx.db
    .select(columns)
    .from(apiTokens)
    .innerJoin(users, eq(users.id, apiTokens.userId))
    .leftJoin(organizations, eq(organizations.id, users.organizationId))
    .where(
      and(
        eq(apiTokens.hash, hashToken(token)),
        isNull(apiTokens.revokedAt),
        gt(apiTokens.expiresAt, sql`now()`),
        eq(users.status, 'active'),
        isNull(users.deletedAt),
      ),
    );
  if (!row) return null;
  // No session has this id: what wants a fresh proof of the person is out of a program's reach.
  const actor = toActor(row, row.token.id);
  if (!actor) return null;
  if (row.isStale) await touch(ctx, row.token.id);
  return { ...actor, token: { ...row.token, scopes: row.token.scopes.filter(isScope) } };
}

const columns = {
  ...actorColumns,
  token: { id: apiTokens.id, name: apiTokens.name, scopes: apiTokens.scopes },
  isStale: sql<boolean>`(${apiTokens.lastUsedAt} is null
    or ${apiTokens.lastUsedAt} < now() - make_interval(secs => ${TOUCH_AFTER_SECONDS}))`,
};

async function touch({ db }: Pick<Context, 'db'>, tokenId: string): Promise<void> {
  await db.update(apiTokens).set({ lastUsedAt: sql`now()` }).where(eq(apiTokens.id, tokenId));
}
