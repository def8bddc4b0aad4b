import { desc, eq } from 'drizzle-orm';
import type { Database } from '@/db/client';
import { accessRequestProducts, accessRequests, catalogs } from '@/db/schema';

/** What can be asked for by everybody, with answers that fit. */
export type Wish = { catalogId: string; planId: string; productIds: string[]; fields: Record<string, string> };

/** The wishes of the demo's own requests in the public catalog. Throws when there is none. */
export async function readWishes(db: Database): Promise<Wish[]> {
  const requests = await db
    .select({ request: accessRequests })
    .from(accessRequests)
    .innerJoin(catalogs, eq(catalogs.id, accessRequests.catalogId))
    .where(eq(catalogs.slug, 'public'))
    .orderBy(desc(accessRequests.createdAt));
  const products = await db.select().from(accessRequestProducts);
  const wishes = requests.flatMap(({ request: { id, catalogId, planId, answers } }) => {
    // What it was for may be gone since.
    if (catalogId === null || planId === null) return [];
    const productIds = products.flatMap((wished) => (wished.accessRequestId === id ? [wished.productId] : []));
    return [{ catalogId, planId, productIds, fields: Object.fromEntries(answers.map((one) => [one.name, one.value])) }];
  });
  if (wishes.length === 0) throw new Error('the demo asked for nothing in the public catalog');
  return wishes;
}
