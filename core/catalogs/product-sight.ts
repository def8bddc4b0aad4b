import { type SQL, sql } from 'drizzle-orm';
import type { Transaction } from '@/db/client';
import { hasItsPolicy } from '../visibility';
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
  const isOnlyHere = sql`exists (select from products
    where products.id = any(${sql.param([...productIds])}::uuid[])
      and products.state in ('published', 'deprecated') and ${hasItsPolicy()} and not ${elsewhere(catalogId)})`;
  return countPeople(tx, sql`${within(audience)} and ${isOnlyHere}`);
}

/** Whether `users` sees `products` in another catalog. */
function elsewhere(catalogId: string): SQL {
  return sql`exists (select from catalog_products other join catalogs shelf on shelf.id = other.catalog_id
    where other.product_id = products.id and shelf.id <> ${catalogId} and (shelf.visibility <> 'private'
      or exists (select from catalog_organizations audience
        where audience.catalog_id = shelf.id and audience.organization_id = users.organization_id)
      or exists (select from catalog_teams audience join team_members member on member.team_id = audience.team_id
        where audience.catalog_id = shelf.id and member.user_id = users.id)))`;
}
