import { type SQL, sql } from 'drizzle-orm';

/**
 * Access requests that admins let wait for longer than `days`: pending, theirs to decide, and nobody owes them an
 * answer. In a query that reads `access_requests`.
 */
export function letWait(days: number): SQL {
  return sql`(access_requests.status = 'pending' and access_requests.decider = 'admin'
    and access_requests.information_asked_at is null
    and access_requests.created_at < now() - make_interval(days => ${days}))`;
}

/** Whether the admin with this id decides the request: all of its products are theirs, or they decide whatever waits. */
export function isDecidedBy(userId: SQL): SQL {
  return sql`(not exists (select from approver_products chosen where chosen.user_id = ${userId})
    or not exists (select from access_request_products asked where asked.access_request_id = access_requests.id
      and not exists (select from approver_products chosen
        where chosen.user_id = ${userId} and chosen.product_id = asked.product_id)))`;
}
