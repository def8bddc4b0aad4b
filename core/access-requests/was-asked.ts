import { type SQL, sql } from 'drizzle-orm';

/**
 * Inside a query of requests that are called so: somebody asked for it. One that an admin wrote to attach a key of
 * before was decided in the moment in which it was made: it says nothing of how long decisions take or what rules would
 * have made of it, and uses no allowance up.
 */
export function wasAsked(requests: 'access_requests' | 'asked' | 'one'): SQL {
  return sql`not exists (select from credentials attached
    where attached.access_request_id = ${sql.raw(requests)}.id and attached.is_imported)`;
}
