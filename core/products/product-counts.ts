import { sql } from 'drizzle-orm';

/** What waits for and hangs on a product; inside a query of products. */
export const productCounts = {
  requestsWaiting: sql<number>`(select count(*)::int from access_request_products asked
    join access_requests request on request.id = asked.access_request_id
    where asked.product_id = products.id and request.status = 'pending')`,
  /** Keys that are being made or work, also the suspended, and the replaced that still work. */
  keysLive: sql<number>`(select count(*)::int from access_request_products asked
    join credentials key on key.access_request_id = asked.access_request_id
    where asked.product_id = products.id and key.status in ('provisioning', 'active'))`,
  /** These, and those that an approval has promised. */
  keysOpen: sql<number>`(select count(*)::int from access_request_products asked
    join credentials key on key.access_request_id = asked.access_request_id
    where asked.product_id = products.id and key.status not in ('revoking', 'revoked'))`,
  requestsEver: sql<number>`(select count(*)::int from access_request_products asked
    where asked.product_id = products.id)`,
};
