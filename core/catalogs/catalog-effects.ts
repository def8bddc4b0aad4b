import { eq, sql } from 'drizzle-orm';
import type { Database, Transaction } from '@/db/client';
import { catalogs } from '@/db/schema';
import { countSeers, readAudience } from './audience';

/** What deleting a catalog would change. */
export type CatalogEffects = {
  /** Active developers who see it. */
  people: number;
  products: number;
  /** Products that stand in no other catalog: nobody finds them any more. */
  onlyHere: number;
  /** People who have something of it in their cart. */
  carts: number;
  /** Requests that wait for a decision: they go on with what they copied. */
  openRequests: number;
};

/** Counts what hangs on a catalog. */
export async function readCatalogEffects(
  db: Pick<Database | Transaction, 'select'>,
  catalogId: string,
): Promise<CatalogEffects> {
  // Written out: in a query of one table drizzle leaves the table's name away.
  const [row] = await db
    .select({
      products: sql<number>`(select count(*)::int from catalog_products here where here.catalog_id = catalogs.id)`,
      onlyHere: sql<number>`(select count(*)::int from catalog_products here where here.catalog_id = catalogs.id
        and not exists (select from catalog_products other
          where other.product_id = here.product_id and other.catalog_id <> here.catalog_id))`,
      carts: sql<number>`(select count(distinct item.user_id)::int from cart_items item where item.catalog_id = catalogs.id)`,
      openRequests: sql<number>`(select count(*)::int from access_requests request
        where request.catalog_id = catalogs.id and request.status = 'pending')`,
    })
    .from(catalogs)
    .where(eq(catalogs.id, catalogId));
  const audience = await readAudience(db, catalogId);
  const counts = row ?? { products: 0, onlyHere: 0, carts: 0, openRequests: 0 };
  return { people: audience ? await countSeers(db, audience) : 0, ...counts };
}
