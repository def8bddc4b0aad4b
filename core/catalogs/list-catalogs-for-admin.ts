import { asc, sql } from 'drizzle-orm';
import { catalogs } from '@/db/schema';
import type { Context } from '../context';
import { notFound } from '../errors';
import { searchWords } from '../keyset';
import { can } from '../policy';
import type { CatalogVisibility } from './parse-catalog';

/** More than anybody sorts by hand; who has more finds them by name. */
const ADMIN_CATALOGS_MAX = 500;

/** A catalog as admins list it. */
export type AdminCatalogLine = {
  id: string;
  slug: string;
  name: string;
  visibility: CatalogVisibility;
  products: number;
  plans: number;
  /** Of a private catalog. */
  organizations: number;
  teams: number;
  openRequests: number;
  updatedAt: Date;
};

/** All catalogs in the order in which people find them, by name or address. Throws `not_found` for others than admins. */
export async function listCatalogsForAdmin(ctx: Context, input: { q?: string } = {}): Promise<AdminCatalogLine[]> {
  if (!can(ctx.actor, 'offer.read_all')) throw notFound();
  // Written out: in a query of one table drizzle leaves the table's name away.
  return ctx.db
    .select({
      id: catalogs.id,
      slug: catalogs.slug,
      name: catalogs.displayName,
      visibility: catalogs.visibility,
      products: sql<number>`(select count(*)::int from catalog_products held where held.catalog_id = catalogs.id)`,
      plans: sql<number>`(select count(*)::int from catalog_plans held where held.catalog_id = catalogs.id)`,
      organizations: sql<number>`(select count(*)::int from catalog_organizations held where held.catalog_id = catalogs.id)`,
      teams: sql<number>`(select count(*)::int from catalog_teams held where held.catalog_id = catalogs.id)`,
      openRequests: sql<number>`(select count(*)::int from access_requests request
        where request.catalog_id = catalogs.id and request.status = 'pending')`,
      updatedAt: catalogs.updatedAt,
    })
    .from(catalogs)
    .where(
      sql.join(
        [sql`true`, ...searchWords(sql`${catalogs.displayName} || ' ' || ${catalogs.slug}`, input.q)],
        sql` and `,
      ),
    )
    .orderBy(asc(catalogs.position), asc(catalogs.displayName))
    .limit(ADMIN_CATALOGS_MAX);
}
