import { and, eq } from 'drizzle-orm';
import { users } from '@/db/schema';
import type { Context } from '../context';
import { notFound } from '../errors';
import { visibleUsers } from '../visibility';

/**
 * Which organization a developer is in, read without a lock: for changes that lock organizations before people and then
 * look whether it is still true. Throws `not_found` for whom the actor may not see, and for admins.
 */
export async function readOrganizationOf(ctx: Context, userId: string): Promise<string> {
  const [row] = await ctx.db
    .select({ organizationId: users.organizationId })
    .from(users)
    .where(and(eq(users.id, userId), eq(users.kind, 'developer'), visibleUsers(ctx.actor)));
  if (!row?.organizationId) throw notFound();
  return row.organizationId;
}
