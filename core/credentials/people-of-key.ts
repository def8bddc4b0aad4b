import { sql } from 'drizzle-orm';
import type { Database, Transaction } from '@/db/client';

/**
 * Whom a key concerns first: who made it, who asked for it, and who owns its app, as far as they are active and still of
 * its organization; each once. Without any of them the super admins, so that somebody hears of it.
 */
export async function peopleOfKey(
  db: Pick<Database | Transaction, 'execute'>,
  credentialId: string,
): Promise<string[]> {
  const { rows } = await db.execute<{ id: string; isClose: boolean }>(sql`
    select u.id, u.id in (c.claimed_by, r.requested_by, a.owner_id) is true as "isClose"
    from credentials c
    join access_requests r on r.id = c.access_request_id
    join apps a on a.id = c.app_id
    join organizations o on o.id = c.organization_id
    join users u on u.organization_id = c.organization_id and u.status = 'active' and u.deleted_at is null
    where c.id = ${credentialId}
      and (u.id in (c.claimed_by, r.requested_by, a.owner_id)
        or (u.organization_role = 'super_admin' and not o.is_default))
    order by u.id`);
  const close = rows.filter(({ isClose }) => isClose);
  return (close.length > 0 ? close : rows).map(({ id }) => id);
}
