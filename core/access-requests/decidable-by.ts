import { type SQL, sql } from 'drizzle-orm';
import { type Actor, isActiveAdmin } from '../identity/actor';

/** Requests that ask for nothing but products whose requests this admin decides; true where they decide all. */
export function decidableBy(actor: Actor): SQL {
  if (!isActiveAdmin(actor) || actor.productIds === null) return sql`true`;
  // As an array, looked up for each request that is looked at: `not exists` reads the products of every request there is.
  // As a case, since PostgreSQL takes the rest for so rare that it looks at all that wait before it sorts them.
  return sql`(case when array(select asked.product_id from access_request_products asked
    where asked.access_request_id = access_requests.id) <@ ${`{${actor.productIds.join(',')}}`}::uuid[]
    then true else false end)`;
}
