import { desc, eq, type SQL, sql } from 'drizzle-orm';
import { apiTokens, organizations, users } from '@/db/schema';
import type { Context } from '../context';
import { userIdOf } from '../identity/actor';
import { isScope, type Scope } from './scopes';

/** The newest of those that have ended are shown beside all that live. */
const SHOWN_MAX = 300;

/** `stopped`: its person may not act at the moment. */
export type TokenState = 'live' | 'stopped' | 'expired' | 'revoked';
/** A token as lists show it. The token itself was shown once and is not kept. */
export type TokenLine = {
  id: string;
  name: string;
  lastFour: string;
  scopes: Scope[];
  ownerName: string;
  isMine: boolean;
  state: TokenState;
  createdAt: Date;
  expiresAt: Date | null;
  lastUsedAt: Date | null;
  revokedAt: Date | null;
};

/** These tokens, the living first and then the newest. The caller has asked whether they may be seen. */
export async function readTokenLines(ctx: Context, which: SQL): Promise<TokenLine[]> {
  const rows = await ctx.db
    .select({
      id: apiTokens.id,
      name: apiTokens.name,
      lastFour: apiTokens.lastFour,
      scopes: apiTokens.scopes,
      ownerId: users.id,
      ownerName: sql<string>`${users.firstName} || ' ' || ${users.lastName}`,
      state,
      createdAt: apiTokens.createdAt,
      expiresAt: apiTokens.expiresAt,
      lastUsedAt: apiTokens.lastUsedAt,
      revokedAt: apiTokens.revokedAt,
    })
    .from(apiTokens)
    .innerJoin(users, eq(users.id, apiTokens.userId))
    .leftJoin(organizations, eq(organizations.id, users.organizationId))
    .where(which)
    .orderBy(sql`${state} <> 'live'`, desc(apiTokens.createdAt), desc(apiTokens.id))
    .limit(SHOWN_MAX);
  return rows.map(({ ownerId, scopes, ...row }) => ({
    ...row,
    scopes: scopes.filter(isScope),
    isMine: ownerId === userIdOf(ctx.actor),
  }));
}

const state = sql<TokenState>`(case when ${apiTokens.revokedAt} is not null then 'revoked'
  when ${apiTokens.expiresAt} <= now() then 'expired'
  when ${users.status} <> 'active' or ${users.deletedAt} is not null
    or (${users.kind} = 'admin' and ${users.adminRole} is null)
    or (${users.kind} = 'developer' and ${organizations.status} is distinct from 'active') then 'stopped'
  else 'live' end)`;
