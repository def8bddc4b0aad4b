import { type SQL, sql } from 'drizzle-orm';
import type { Transaction } from '@/db/client';
import { products } from '@/db/schema';
import { hasItsPolicy } from '../offered';
import { type Audience, countPeople, within } from './audience';

/**
 * For how many active developers of this audience one of these products stands in no other catalog that they see: so
 * many see it because of this catalog alone. Products that nobody sees anywhere count for nobody.
 */
export async function countOnlyHere(
  tx: Transaction,
  catalogId: string,
  audience: Audience,
  productIds: readonly string[],
): Promise<number> {
  if (productIds.length === 0) return 0;
  // First what is the same for everybody: asked for each person, a change of a large catalog would take minutes.
  const candidates = await tx
    .select({
      id: products.id,
      isElsewhere: sql<boolean>`exists (select from catalog_products other
        where other.product_id = products.id and other.catalog_id <> ${catalogId})`,
    })
    .from(products)
    .where(
      sql`products.id = any(${sql.param([...productIds])}::uuid[]) and products.state in ('published', 'deprecated')
        and ${hasItsPolicy()} and not exists (select from catalog_products other
          join catalogs shelf on shelf.id = other.catalog_id
          where other.product_id = products.id and shelf.id <> ${catalogId} and shelf.visibility <> 'private')`,
    );
  if (candidates.length === 0) return 0;
  if (candidates.some(({ isElsewhere }) => !isElsewhere)) return countPeople(tx, within(audience));
  const seers = seersElsewhere(
    catalogId,
    candidates.map(({ id }) => id),
  );
  return countPeople(tx, sql`${within(audience)} and users.id not in (${seers})`);
}

/** The ids of those who see every one of these products in other, private catalogs. */
function seersElsewhere(catalogId: string, productIds: readonly string[]): SQL {
  const places = sql`catalog_products other join catalogs shelf on shelf.id = other.catalog_id
    and shelf.id <> ${catalogId} and shelf.visibility = 'private'`;
  const isOne = sql`other.product_id = any(${sql.param([...productIds])}::uuid[])`;
  return sql`select seer.user_id from (
      select colleague.id as user_id, other.product_id from ${places}
        join catalog_organizations audience on audience.catalog_id = shelf.id
        join users colleague on colleague.organization_id = audience.organization_id where ${isOne}
      union
      select member.user_id, other.product_id from ${places}
        join catalog_teams audience on audience.catalog_id = shelf.id
        join team_members member on member.team_id = audience.team_id where ${isOne}
    ) seer group by seer.user_id having count(*) = ${productIds.length}`;
}
