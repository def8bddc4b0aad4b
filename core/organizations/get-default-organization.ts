import { eq } from 'drizzle-orm';
import { organizations } from '@/db/schema';
import type { Context } from '../context';
import { notFound } from '../errors';
import { can } from '../policy';

/** Where developers are who have no organization of their own, for portal admins. Throws `not_found` for others. */
export async function getDefaultOrganization(ctx: Context): Promise<{ id: string; name: string }> {
  if (!can(ctx.actor, 'user.list')) throw notFound();
  const [found] = await ctx.db
    .select({ id: organizations.id, name: organizations.name })
    .from(organizations)
    .where(eq(organizations.isDefault, true));
  if (!found) throw new Error('There is no default organization: ensureBasics makes it at every start.');
  return found;
}
