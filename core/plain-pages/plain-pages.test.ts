import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { getDocumentSource } from '@/core/api-docs/get-document-source';
import { getOperationIndex } from '@/core/api-docs/get-operation-index';
import { importDocument } from '@/core/api-docs/import-document';
import { listSchemas } from '@/core/api-docs/list-schemas';
import { parseDocument } from '@/core/api-docs/parse-document';
import { uploadDocument } from '@/core/api-docs/upload-document';
import { type Actor, anonymous, systemActor } from '@/core/identity/actor';
import { createPage } from '@/core/pages/create';
import { getPageForAdmin } from '@/core/pages/get-page-for-admin';
import { publishPage } from '@/core/pages/publish';
import type { Database } from '@/db/client';
import { catalogs, productApis, productChanges, productGuides, products } from '@/db/schema';
import { contextFor, inSandbox } from '@/test/harness';
import { outcome } from '@/test/outcome';
import { seedWorld } from '@/test/world';
import { listForAgents } from './list-for-agents';
import { readPlainPage } from './read-plain-page';

const SOURCE = `openapi: 3.1.0
info: { title: Payments API, version: 1.2.0, description: "# Money\\n\\nIn cents." }
paths:
  /payments/{id}:
    get:
      operationId: getPayment
      summary: Get a [payment](javascript:alert(1))
      description: "# Where\\n\\nIt says \`where\` it is."
      deprecated: true
      parameters:
        - { name: id, in: path, required: true, schema: { type: string } }
      responses:
        '200': { description: Here, content: { application/json: { schema: { $ref: '#/components/schemas/Payment' } } } }
components:
  schemas:
    Payment: { type: object, description: A sum., required: [cents], properties: { cents: { type: integer } } }
`;

/** `payments` with everything that there is to read about one, in words that are markup somewhere else. */
async function richWorld(db: Database) {
  const world = await seedWorld(db);
  const productId = world.payments.id;
  await db
    .update(products)
    .set({
      displayName: 'Pay_ments [x](http://e)',
      summary: 'Money <b>in</b> and\nout',
      description: '# About\n\nWords.',
    })
    .where(eq(products.id, productId));
  await db.insert(productGuides).values({ productId, slug: 'start', title: 'Start | here', body: '# First\n\nDo.' });
  await db.insert(productChanges).values({ productId, title: 'New', body: '# Big', publishedOn: '2026-11-01' });
  const [api] = await db.select().from(productApis).where(eq(productApis.productId, productId));
  const ctx = contextFor(db, systemActor('documents'));
  const { documentId } = await uploadDocument(ctx, { productApiId: api?.id ?? '', source: SOURCE });
  await importDocument(ctx, async (source) => parseDocument(source), { documentId });
  return world;
}

const read = (db: Database, actor: Actor, path: string, schema?: string) =>
  readPlainPage(contextFor(db, actor), { path: path.split('/'), schema });

describe('a page as Markdown', () => {
  test('says what the page says, with the headings of people below its own and their words as nothing but words', () =>
    inSandbox(async (db) => {
      await richWorld(db);
      const product = await read(db, anonymous, 'products/payments');
      expect(product).toMatch(
        /^# Pay\\_ments \\\[x\\\]\(http:\/\/e\)\n\nMoney \\<b\\>in\\<\/b\\> and out\n\n## About\n/,
      );
      expect(product).toContain('](/products/payments/docs/payments.md)');
      expect(product).toContain('- [Start \\| here](/products/payments/guides/start.md)');
      expect(product).toContain('### 2026-11-01 New\n\n#### Big');
      expect(await read(db, anonymous, 'products/payments/guides/start')).toMatch(
        /^# Start \\\| here\n.*\n\n## First/s,
      );
      expect(await read(db, anonymous, 'catalogs')).toContain('](/catalogs/public.md)');
      expect(await read(db, anonymous, 'catalogs/public')).toContain('](/products/payments.md): Money');
    }));

  test('of an API leads to its operations and schemas, and each of them says how it is called and what it holds', () =>
    inSandbox(async (db) => {
      await richWorld(db);
      const reference = await read(db, anonymous, 'products/payments/docs/payments');
      expect(reference).toContain('Payments API, version 1.2.0');
      expect(reference).toContain('(/products/payments/docs/payments/getPayment.md) `GET /payments/{id}`');
      expect(reference).toContain('[Payment](/products/payments/docs/payments.md?schema=Payment)');
      const operation = await read(db, anonymous, 'products/payments/docs/payments/getPayment');
      expect(operation).toMatch(/^# Get a \\\[payment\\\]\(javascript:alert\(1\)\)\n\n`GET http/);
      expect(operation).toContain('This operation is deprecated.');
      expect(operation).toContain('## Where\n\nIt says `where` it is.');
      expect(operation).toMatch(/- `id` \(path.*required/);
      expect(operation).toContain("-H 'Authorization: ");
      expect(operation).toContain('`application/json`: Payment. A sum.\n\n- `cents`: integer, required');
      const schema = await read(db, anonymous, 'products/payments/docs/payments', 'Payment');
      expect(schema).toMatch(
        /^# Payment\n\nA schema of \[.*\]\(\/products\/payments\/docs\/payments\.md\)\.\n\nA sum\./,
      );
      expect(schema).toMatch(/- `cents`.*integer.*required/);
    }));

  // Write `return productPage(…)` for the last `throw notFound()` of readPlainPage and this must fail.
  test('is there for pages of the portal only, whatever is asked for', () =>
    inSandbox(async (db) => {
      const world = await richWorld(db);
      const paths = [
        ...[
          '',
          'apps',
          'admin',
          'pages',
          'products',
          'products/',
          'products/nope',
          'catalogs/nope',
          'catalogs/public/x',
        ],
        ...['products/payments/x', 'products/payments/guides', 'products/payments/guides/nope', 'products/Payments'],
        ...['products/payments/guides/start/x', 'products/payments/docs', 'products/payments/docs/nope'],
        ...[
          'products/payments/docs/payments/nope',
          'products/payments/docs/payments/getPayment/x',
          "products/'/docs/\0",
        ],
      ];
      for (const path of paths) {
        const refusal = await outcome(read(db, world.priya, path));
        expect([path, refusal]).toEqual([path, 'not_found']);
      }
      const schema = read(db, world.priya, 'products/payments/docs/payments', 'Nope');
      await expect(schema).rejects.toMatchObject({ code: 'not_found' });
    }));

  // Leave visiblePages out of ownPage, or isPublished, and this must fail.
  test('of the provider’s own words is read by whom it is for, and a draft by nobody', () =>
    inSandbox(async (db) => {
      const world = await richWorld(db);
      const priya = contextFor(db, world.priya);
      const readers = { nobody: anonymous, penny: world.penny, dora: world.dora, priya: world.priya };
      const able = async (slug: string) => {
        const names: string[] = [];
        for (const [name, actor] of Object.entries(readers)) {
          const text = await read(db, actor, `pages/${slug}`).catch(() => null);
          const isListed = (await listForAgents(contextFor(db, actor))).includes(`(/pages/${slug}.md)`);
          expect([name, isListed]).toEqual([name, text !== null]);
          if (text !== null) names.push(name);
        }
        return names;
      };
      for (const [slug, audience] of [
        ['about', 'everybody'],
        ['partners', 'signed_in'],
      ] as const) {
        await createPage(priya, { slug, audience, title: 'About', body: '# Us\n\nLamps.' });
        expect(await able(slug)).toEqual([]);
        const { id, version } = await getPageForAdmin(priya, { slug });
        await publishPage(priya, { pageId: id, version });
      }
      expect(await able('about')).toEqual(['nobody', 'penny', 'dora', 'priya']);
      expect(await able('partners')).toEqual(['dora', 'priya']);
      expect(await read(db, anonymous, 'pages/about')).toBe('# About\n\n## Us\n\nLamps.\n');
    }));
});

describe('the list for programs', () => {
  // Leave visibleProducts out of `isSeen` and this must fail.
  test('names exactly what its reader may open, and every address in it opens', () =>
    inSandbox(async (db) => {
      const world = await richWorld(db);
      for (const actor of [anonymous, world.ada, world.eve, world.penny, world.priya]) {
        const text = await listForAgents(contextFor(db, actor));
        const addresses = [...text.matchAll(/\]\(\/([^)]+)\.md\)/g)].map(([, path = '']) => path);
        expect(addresses).toContain('products/payments/guides/start');
        for (const path of addresses) expect(await read(db, actor, path)).toMatch(/^# \S/);
        const sees = await read(db, actor, 'products/ledger').then(
          () => true,
          () => false,
        );
        expect(text.includes('products/ledger')).toBe(sees);
      }
    }));

  test('is a heading and one sentence where there is nothing to see', () =>
    inSandbox(async (db) => {
      await seedWorld(db);
      await db.update(catalogs).set({ visibility: 'private' });
      expect((await listForAgents(contextFor(db))).trim().split('\n\n')).toHaveLength(2);
    }));
});

describe('the files of a reference', () => {
  test('the index holds what its search looks at, under a version that stays until another document is live', () =>
    inSandbox(async (db) => {
      await richWorld(db);
      const ctx = contextFor(db);
      const place = { product: 'payments', api: 'payments' };
      const index = await getOperationIndex(ctx, place);
      const line = ['getPayment', 'get', '/payments/{id}', 'Get a [payment](javascript:alert(1))', '', 1];
      expect(await index.read()).toEqual([line]);
      expect((await getOperationIndex(ctx, place)).version).toBe(index.version);
      const [api] = await db.select().from(productApis).where(eq(productApis.slug, 'payments'));
      const system = contextFor(db, systemActor('documents'));
      const { documentId } = await uploadDocument(system, { productApiId: api?.id ?? '', source: `${SOURCE}\n# 2` });
      expect((await getOperationIndex(ctx, place)).version).toBe(index.version);
      await importDocument(system, async (source) => parseDocument(source), { documentId });
      expect((await getOperationIndex(ctx, place)).version).toBe(documentId);
      expect((await getDocumentSource(ctx, place)).source).toBe(`${SOURCE}\n# 2`);
    }));

  test('schemas are listed by name with their type and first words; the document leaves as it came', () =>
    inSandbox(async (db) => {
      await richWorld(db);
      const ctx = contextFor(db);
      const place = { product: 'payments', api: 'payments' };
      const { schemas } = await listSchemas(ctx, place);
      expect(schemas).toEqual([{ name: 'Payment', type: expect.any(String), about: 'A sum.' }]);
      expect(await getDocumentSource(ctx, place)).toEqual({ source: SOURCE, format: 'yaml', version: 1 });
      for (const read of [listSchemas, getDocumentSource, getOperationIndex]) {
        await expect(read(ctx, { product: 'ledger', api: 'ledger' })).rejects.toMatchObject({ code: 'not_found' });
        await expect(read(ctx, { product: 'payments', api: 'nope' })).rejects.toMatchObject({ code: 'not_found' });
      }
    }));
});
