import { type SQL, sql } from 'drizzle-orm';
import { type Actor, isActiveAdmin } from '../identity/actor';

/** Requests that ask for nothing but products whose requests this admin decides; true where they decide all. */
export function decidableBy(actor: Actor): SQL {
  if (!isActiveAdmin(actor) || actor.productIds === null) return sql`true`;
  const others = sql`asked.product_id <> all (${`{${actor.productIds.join(',')}}`}::uuid[])`;
  return sql`not exists (select from access_request_products asked
    where asked.access_request_id = access_requests.id and ${others})`;
}
