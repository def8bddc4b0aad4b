import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { asc, eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import type { Database } from '@/db/client';
import { apiDocuments, gateways, productApis } from '@/db/schema';
import { createOutbound } from '@/server/outbound';
import { contextFor, inSandbox } from '@/test/harness';
import { seedWorld } from '@/test/world';
import { fetchDocument } from './fetch-document';
import { importDocument } from './import-document';
import { parseDocument } from './parse-document';
import type { ParseSource } from './parsed-document';
import { uploadDocument } from './upload-document';

const small = (title: string) =>
  JSON.stringify({ openapi: '3.1.0', info: { title, version: '1' }, paths: { '/a': { get: { responses: {} } } } });

const parse: ParseSource = async (source) => parseDocument(source);

async function stageIn(db: Database) {
  const world = await seedWorld(db);
  const [api] = await db.select().from(productApis).where(eq(productApis.productId, world.payments.id));
  if (!api) throw new Error('the world has no API');
  const ctx = contextFor(db, world.priya);
  const upload = async (title: string) =>
    (await uploadDocument(ctx, { productApiId: api.id, source: small(title) })).documentId;
  const bring = async (title: string) => {
    const documentId = await upload(title);
    await importDocument(contextFor(db, { kind: 'system', name: 'documents' }), parse, { documentId });
    return documentId;
  };
  return { world, ctx, productApiId: api.id, upload, bring, read: readWith(db) };
}

const readWith = (db: Database) => (documentId: string) =>
  importDocument(contextFor(db, { kind: 'system', name: 'documents' }), parse, { documentId });

async function statesOf(db: Database, productApiId: string): Promise<string[]> {
  const rows = await db
    .select({ version: apiDocuments.version, state: apiDocuments.state, title: apiDocuments.title })
    .from(apiDocuments)
    .where(eq(apiDocuments.productApiId, productApiId))
    .orderBy(asc(apiDocuments.version));
  return rows.map(({ version, state, title }) => `${version} ${state} ${title ?? ''}`.trim());
}

describe('fetching', () => {
  test('a document is taken from its address, over redirects; the same again changes nothing', () =>
    inSandbox(async (db) => {
      const { world, ctx, productApiId } = await stageIn(db);
      await db.update(gateways).set({ reachesPrivate: true }).where(eq(gateways.id, world.gateway.id));
      await serving(async (base) => {
        const fetched = () => fetchDocument(ctx, createOutbound(), { productApiId, url: `${base}/moved#part` });
        const { documentId, isNew } = await fetched();
        expect(isNew).toBe(true);
        expect(await fetched()).toEqual({ documentId, isNew: false });
        const [row] = await db.select().from(apiDocuments).where(eq(apiDocuments.id, documentId));
        expect(row).toMatchObject({ source: small('Served'), sourceUrl: `${base}/moved` });
      });
    }));

  // Give `reachesPrivate: true` in fetch-document.ts to see it fail.
  test('addresses inside the network are refused unless the gateway is reached there too [V-09]', () =>
    inSandbox(async (db) => {
      const { world, ctx, productApiId } = await stageIn(db);
      await db.update(gateways).set({ reachesPrivate: false }).where(eq(gateways.id, world.gateway.id));
      await serving(async (base, hits) => {
        const inside = [base, base.replace('127.0.0.1', 'localhost'), 'http://169.254.169.254/latest/meta-data'];
        for (const url of inside) {
          await expect(fetchDocument(ctx, createOutbound(), { productApiId, url })).rejects.toMatchObject({
            code: 'invalid',
            fieldErrors: { url: [expect.any(String)] },
          });
        }
        expect(hits()).toBe(0);
      });
    }));

  test.each([
    '',
    'docs',
    'ftp://docs.test/x',
    'file:///etc/passwd',
    'https://user:pass@docs.test/',
    `https://docs.test/${'x'.repeat(3000)}`,
  ])('what is no address is said beside the field: %s', (url) =>
    inSandbox(async (db) => {
      const { ctx, productApiId } = await stageIn(db);
      await expect(fetchDocument(ctx, createOutbound(), { productApiId, url })).rejects.toMatchObject({
        fieldErrors: { url: [expect.any(String)] },
      });
    }),
  );

  test.each(['/missing', '/circle', '/binary', '/large'])('an answer that is no document is said: %s', (path) =>
    inSandbox(async (db) => {
      const { world, ctx, productApiId } = await stageIn(db);
      await db.update(gateways).set({ reachesPrivate: true }).where(eq(gateways.id, world.gateway.id));
      await serving(async (base) => {
        await expect(
          fetchDocument(ctx, createOutbound(), { productApiId, url: `${base}${path}` }),
        ).rejects.toMatchObject({ code: 'invalid', fieldErrors: { url: [expect.any(String)] } });
      });
      expect(await statesOf(db, productApiId)).toEqual([]);
    }),
  );
});

/** A site that has a document, and much that is none. */
async function serving(work: (base: string, hits: () => number) => Promise<void>): Promise<void> {
  let count = 0;
  const server = createServer((request, response) => {
    count += 1;
    if (request.url === '/moved') return response.writeHead(302, { location: '/openapi.json' }).end();
    if (request.url === '/circle') return response.writeHead(302, { location: '/circle' }).end();
    if (request.url === '/openapi.json') return response.writeHead(200).end(small('Served'));
    if (request.url === '/binary') return response.writeHead(200).end(Buffer.from([0xff, 0xfe, 0x80, 0x81]));
    if (request.url === '/large') return response.writeHead(200).end(Buffer.alloc(33 * 1024 * 1024, 'x'));
    return response.writeHead(404).end('{}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    await work(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, () => count);
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}
