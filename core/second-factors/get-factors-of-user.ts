import { and, eq, sql } from 'drizzle-orm';
import { isId } from '@/db/ids';
import { totpFactors, users } from '@/db/schema';
import type { Context } from '../context';
import { notFound } from '../errors';
import { can } from '../policy';
import { visibleUsers } from '../visibility';

/** What admins see of how somebody proves who they are: that it is there, and since when. */
export type FactorsOfUser = { onSince: Date | null; passkeys: number };

/** The second factors of one user, for admins who read users: one query. Throws `not_found` for everybody else. */
export async function getFactorsOfUser(ctx: Context, input: { userId: string }): Promise<FactorsOfUser> {
  if (!can(ctx.actor, 'user.list') || !isId(input.userId)) throw notFound();
  const [row] = await ctx.db
    .select({
      onSince: totpFactors.confirmedAt,
      passkeys: sql<number>`(select count(*)::int from passkeys key where key.user_id = ${users.id})`,
    })
    .from(users)
    .leftJoin(totpFactors, eq(totpFactors.userId, users.id))
    .where(and(eq(users.id, input.userId), visibleUsers(ctx.actor)));
  if (!row) throw notFound();
  return row;
}
