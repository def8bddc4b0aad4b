import { sql } from 'drizzle-orm';
import type { Context } from '../context';
import { notFound } from '../errors';
import { can } from '../policy';

/** Who can take care of requests; those of chosen products only of some. */
export type HolderChoice = { id: string; name: string };

/** Every admin who decides requests, by name. Throws `not_found` for everybody but portal admins. */
export async function listHolders(ctx: Context): Promise<HolderChoice[]> {
  if (!can(ctx.actor, 'inbox.use')) throw notFound();
  const { rows } = await ctx.db.execute<HolderChoice>(sql`
    select u.id, u.first_name || ' ' || u.last_name as name from users u
    where u.kind = 'admin' and u.status = 'active' and u.deleted_at is null
      and u.admin_role in ('owner', 'admin', 'approver')
    order by lower(u.first_name || ' ' || u.last_name), u.id`);
  return rows;
}
