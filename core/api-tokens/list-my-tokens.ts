import { eq } from 'drizzle-orm';
import { apiTokens } from '@/db/schema';
import type { Context } from '../context';
import { notFound } from '../errors';
import { isActiveDeveloper } from '../identity/actor';
import { can } from '../policy';
import { readTokenLines, type TokenLine } from './token-line';

/** The tokens that a developer made for agents. Throws `not_found` for everybody else. */
export async function listMyTokens(ctx: Context): Promise<TokenLine[]> {
  if (!can(ctx.actor, 'agentToken.manage') || !isActiveDeveloper(ctx.actor)) throw notFound();
  return readTokenLines(ctx, eq(apiTokens.userId, ctx.actor.userId));
}
