import { eq, sql } from 'drizzle-orm';
import { products } from '@/db/schema';
import { invalid } from '../errors';
import { type Unit, violatedConstraint } from '../mutate';
import type { LockedProduct } from './lock-product';

/** Columns that a change writes; `version` rises by itself. */
export type ProductColumns = Partial<Omit<LockedProduct, 'id' | 'version' | 'createdAt' | 'updatedAt'>>;

/** What was changed from what to what, as the audit log keeps it. */
export type Differences = Record<string, { from: unknown; to: unknown }>;

/**
 * Writes columns of a product that is held, and raises its version. Answers what differs. Throws `invalid` for a `slug`
 * that another product has.
 */
export async function writeProduct(unit: Unit, before: LockedProduct, wanted: ProductColumns): Promise<Differences> {
  try {
    await unit.tx
      .update(products)
      .set({ ...wanted, version: sql`${products.version} + 1`, updatedAt: sql`now()` })
      .where(eq(products.id, before.id));
  } catch (error) {
    throw slugTaken(error) ?? error;
  }
  return differences(before, wanted);
}

/** The refusal for a slug that somebody was faster to take; null for every other error. */
export function slugTaken(error: unknown) {
  if (violatedConstraint(error) !== 'products_slug') return null;
  return invalid('slug', 'Another product has this address already. Choose another one.');
}

function differences(before: LockedProduct, wanted: ProductColumns): Differences {
  const names = Object.keys(wanted) as (keyof ProductColumns)[];
  const changed = names.filter((name) => JSON.stringify(before[name]) !== JSON.stringify(wanted[name]));
  return Object.fromEntries(changed.map((name) => [name, { from: before[name], to: wanted[name] }]));
}

/** What an event of a product is about. */
export function aboutProduct(product: { id: string }): { kind: string; id: string } {
  return { kind: 'product', id: product.id };
}
