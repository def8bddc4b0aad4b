import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { getDocumentSource } from '@/core/api-docs/get-document-source';
import { getOperation } from '@/core/api-docs/get-operation';
import { getOperationIndex } from '@/core/api-docs/get-operation-index';
import { getReference } from '@/core/api-docs/get-reference';
import { getSchema } from '@/core/api-docs/get-schema';
import { importDocument } from '@/core/api-docs/import-document';
import { listSchemas } from '@/core/api-docs/list-schemas';
import { parseDocument } from '@/core/api-docs/parse-document';
import { uploadDocument } from '@/core/api-docs/upload-document';
import { getCatalog } from '@/core/catalogs/get-catalog';
import { listCatalogs } from '@/core/catalogs/list-catalogs';
import type { Context } from '@/core/context';
import { type Actor, anonymous, systemActor } from '@/core/identity/actor';
import { listForAgents } from '@/core/plain-pages/list-for-agents';
import { readPlainPage } from '@/core/plain-pages/read-plain-page';
import { getGuide } from '@/core/products/get-guide';
import { getProduct } from '@/core/products/get-product';
import { listFeatured } from '@/core/products/list-featured';
import { listProducts } from '@/core/products/list-products';
import { searchOffer } from '@/core/search/search-offer';
import { getTerms } from '@/core/settings/get-terms';
import { getWelcome } from '@/core/settings/get-welcome';
import type { Database } from '@/db/client';
import { productApis, productGuides, products, settings } from '@/db/schema';
import { contextFor, inSandbox } from './harness';
import { sourceFiles } from './source-files';
import { seedWorld, type World } from './world';

const SOURCE = JSON.stringify({
  openapi: '3.1.0',
  info: { title: 'Payments API', version: '1' },
  paths: { '/payments': { get: { operationId: 'listPayments', summary: 'List payments' } } },
  components: { schemas: { Payment: { type: 'object' } } },
});

/** A public product with everything that there is to read about one. */
async function richPortal(db: Database): Promise<World> {
  const world = await seedWorld(db);
  await db
    .update(products)
    .set({ tags: ['money'], isFeatured: true })
    .where(eq(products.id, world.payments.id));
  await db.insert(productGuides).values({ productId: world.payments.id, slug: 'start', title: 'Start', body: 'Pay.' });
  const [api] = await db.select().from(productApis).where(eq(productApis.productId, world.payments.id));
  const ctx = contextFor(db, systemActor('documents'));
  const { documentId } = await uploadDocument(ctx, { productApiId: api?.id ?? '', source: SOURCE });
  await importDocument(ctx, async (source) => parseDocument(source), { documentId });
  await db.update(settings).set({ welcome: 'Hello partners', terms: 'Be kind.' });
  return world;
}

const place = { product: 'payments', api: 'payments' };
const linksIn = (markdown: string) => markdown.match(/\]\(/g) ?? [];

/** What every page of the live portal that anybody may open loads, for its body and its title alike. */
const reads: Record<string, (ctx: Context) => Promise<unknown>> = {
  'the welcome': async (ctx) => (await getWelcome(ctx)).text ?? [],
  featured: listFeatured,
  catalogs: listCatalogs,
  catalog: (ctx) => getCatalog(ctx, { slug: 'public' }),
  products: (ctx) => listProducts(ctx),
  product: (ctx) => getProduct(ctx, { slug: 'payments' }),
  guide: (ctx) => getGuide(ctx, { product: 'payments', guide: 'start' }),
  reference: (ctx) => getReference(ctx, { product: 'payments', api: 'payments' }),
  operation: (ctx) => getOperation(ctx, { product: 'payments', api: 'payments', operation: 'listPayments' }),
  schema: (ctx) => getSchema(ctx, { product: 'payments', api: 'payments', name: 'Payment' }),
  'its list of schemas': (ctx) => listSchemas(ctx, place),
  'its index': (ctx) => getOperationIndex(ctx, place),
  'its document': (ctx) => getDocumentSource(ctx, place),
  'the product as Markdown': (ctx) => readPlainPage(ctx, { path: ['products', 'payments'] }),
  'the reference as Markdown': (ctx) => readPlainPage(ctx, { path: ['products', 'payments', 'docs', 'payments'] }),
  'the catalog as Markdown': (ctx) => readPlainPage(ctx, { path: ['catalogs', 'public'] }),
  // Without links there is nothing in them.
  'the catalogs as Markdown': async (ctx) => linksIn(await readPlainPage(ctx, { path: ['catalogs'] })),
  'llms.txt': async (ctx) => linksIn(await listForAgents(ctx)),
  search: async (ctx) => {
    const { products, guides, operations } = await searchOffer(ctx, { q: 'pay' });
    return [...products, ...guides, ...operations];
  },
};

/** What came out: nothing, something, or the refusal's code. */
async function outcomes(db: Database, actor: Actor): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const [name, read] of Object.entries(reads)) {
    found[name] = await read(contextFor(db, actor))
      .then((answer) => (Array.isArray(answer) && answer.length === 0 ? 'nothing' : 'something'))
      .catch((error: { code: string }) => error.code);
  }
  return found;
}

const LISTS = ['the welcome', 'featured', 'catalogs', 'products', 'search', 'the catalogs as Markdown', 'llms.txt'];
const everything = Object.fromEntries(Object.keys(reads).map((name) => [name, 'something']));
const blank = Object.fromEntries(
  Object.keys(reads).map((name) => [name, LISTS.includes(name) ? 'nothing' : 'not_found']),
);

describe('a portal for signed-in people only', () => {
  // Delete isOpenToStrangers from visibleCatalogs and this must fail.
  test('shows a stranger nothing of the offer, by whatever page, search or document', () =>
    inSandbox(async (db) => {
      const world = await richPortal(db);
      expect(await outcomes(db, anonymous)).toEqual(everything);

      await db.update(settings).set({ signedInOnly: true });

      expect(await outcomes(db, anonymous)).toEqual(blank);
      // Whoever waits for approval, was deactivated or has not proven their address is a stranger still.
      for (const actor of [world.penny, world.ursula, world.ivan, world.olga]) {
        expect([actor.firstName, await outcomes(db, actor)]).toEqual([actor.firstName, blank]);
      }
      for (const actor of [world.tom, world.dora, world.audrey]) {
        expect([actor.firstName, await outcomes(db, actor)]).toEqual([actor.firstName, everything]);
      }
      expect(await getTerms({ db })).toContain('Be kind.');
    }));

  // Write getContext for requireVisitor in any page and this must fail.
  test('every page of it asks who looks before it loads anything; the terms, the provider’s own pages, the REST reference and the place to hand in a key alone are for all', () => {
    const pages = sourceFiles('app').filter(({ path }) => path.startsWith('app/(live)/') && path.endsWith('/page.tsx'));
    expect(pages.length).toBeGreaterThan(20);
    const careless = pages.filter(
      ({ text }) => text.includes('getContext') || !/require(Visitor|Developer|Person)\(/.test(text),
    );
    // An imprint has to be readable too: `getPage` asks whom each page is for (core/pages/pages.test.ts).
    expect(careless.map(({ path }) => path).sort()).toEqual([
      // The REST API is described the same in every installation; what it answers needs a token.
      'app/(live)/api/v1/docs/[operation]/page.tsx',
      'app/(live)/api/v1/docs/page.tsx',
      // Whoever finds a key has no account; the page shows nothing of the portal.
      'app/(live)/keys/found/page.tsx',
      'app/(live)/pages/[slug]/page.tsx',
      'app/(live)/terms/page.tsx',
    ]);
  });

  // Each asks as a stranger: core/seo/seo.test.ts and core/branding/branding.test.ts.
  test('no image, feed or list of addresses is made beside the pages but those that are held elsewhere', () => {
    const files = sourceFiles('app').map(({ path }) => path);
    const made = files.filter((path) =>
      /(sitemap|robots|card\.png|opengraph-image|twitter-image|manifest|feed)/.test(path),
    );
    expect(made.sort()).toEqual([
      'app/(live)/products/[product]/card.png/route.ts',
      'app/(live)/products/[product]/guides/[guide]/card.png/route.ts',
      'app/card.png/route.ts',
      'app/robots.txt/route.ts',
      'app/sitemap.xml/route.ts',
    ]);
  });
});

test('without terms there is no page of terms', () =>
  inSandbox(async (db) => {
    await seedWorld(db);
    await expect(getTerms({ db })).rejects.toMatchObject({ code: 'not_found' });
    await db.update(settings).set({ terms: 'Be **kind**. <script>alert(1)</script>' });
    expect(await getTerms({ db })).toBe('<p>Be <strong>kind</strong>. </p>');
  }));
