import { eq } from 'drizzle-orm';
import { users } from '@/db/schema';
import type { Context } from '../context';
import { notFound } from '../errors';
import { can } from '../policy';
import { readTokenLines, type TokenLine } from './token-line';

/** The tokens of all admins, for those who manage them. Throws `not_found` for everybody else. */
export async function listApiTokens(ctx: Context): Promise<TokenLine[]> {
  if (!can(ctx.actor, 'apiToken.manage')) throw notFound();
  return readTokenLines(ctx, eq(users.kind, 'admin'));
}
