import { eq } from 'drizzle-orm';
import { isId } from '@/db/ids';
import { apiTokens } from '@/db/schema';
import type { Context } from '../context';
import { notFound } from '../errors';
import { can } from '../policy';
import { readTokenLines, type TokenLine } from './token-line';

/** The tokens of one person, for those who manage tokens. Throws `not_found` for everybody else. */
export async function listTokensOf(ctx: Context, input: { userId: string }): Promise<TokenLine[]> {
  if (!can(ctx.actor, 'apiToken.manage') || !isId(input.userId)) throw notFound();
  return readTokenLines(ctx, eq(apiTokens.userId, input.userId));
}
