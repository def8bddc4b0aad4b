import { eq } from 'drizzle-orm';
import { users } from '@/db/schema';
import type { Context } from '../context';
import { peekToken, type TokenPurpose } from './tokens';

/**
 * Whose link this is, for the page that asks before anything happens. Changes nothing; null for a link that does not
 * work.
 */
export async function peekLink(
  ctx: Context,
  input: { purpose: TokenPurpose; token: string },
): Promise<{ firstName: string; email: string } | null> {
  const live = await peekToken(ctx.db, input);
  if (!live) return null;
  const [user] = await ctx.db
    .select({ firstName: users.firstName, email: users.email })
    .from(users)
    .where(eq(users.id, live.subjectId));
  return user ?? null;
}
