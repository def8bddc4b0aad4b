import { eq } from 'drizzle-orm';
import { importDocument } from '@/core/api-docs/import-document';
import { parseDocument } from '@/core/api-docs/parse-document';
import { uploadDocument } from '@/core/api-docs/upload-document';
import { systemActor } from '@/core/identity/actor';
import type { Database } from '@/db/client';
import { newId } from '@/db/ids';
import { images, productApis, productGuides, products } from '@/db/schema';
import { contextFor } from './harness';
import { seedWorld, type World } from './world';

/** The products of the world; the last one is a draft. */
export const SLUGS = ['payments', 'ledger', 'weather', 'maps'] as const;
/** One of them. */
export type Slug = (typeof SLUGS)[number];
/** The world with a picture of each product. */
export type Rich = World & { images: Record<Slug, string> };

const source = (slug: Slug) =>
  JSON.stringify({
    openapi: '3.1.0',
    info: { title: slug, version: '1' },
    paths: { '/list': { get: { operationId: 'list', summary: `List ${slug}` } } },
    components: { schemas: { Thing: { type: 'object' } } },
  });

/** Every product with everything that there is to read about one, each found by a word of its own. */
export async function richWorld(db: Database): Promise<Rich> {
  const world = await seedWorld(db);
  const held = {} as Record<Slug, string>;
  const ctx = contextFor(db, systemActor('documents'));
  for (const slug of SLUGS) {
    const [product] = await db.select().from(products).where(eq(products.slug, slug));
    const productId = product?.id ?? '';
    await db
      .update(products)
      .set({ tags: [`tag-${slug}`], isFeatured: true })
      .where(eq(products.id, productId));
    await db.insert(productGuides).values({ productId, slug: 'start', title: 'Start', body: `Use ${slug}.` });
    held[slug] = newId();
    await db.insert(images).values({
      ...{ id: held[slug], productId, name: 'a.png', contentType: 'image/png', data: Buffer.from('x') },
      ...{ sha256: slug, width: 1, height: 1 },
    });
    const [api] = await db.select().from(productApis).where(eq(productApis.productId, productId));
    const { documentId } = await uploadDocument(ctx, { productApiId: api?.id ?? '', source: source(slug) });
    await importDocument(ctx, async (text) => parseDocument(text), { documentId });
  }
  return { ...world, images: held };
}
