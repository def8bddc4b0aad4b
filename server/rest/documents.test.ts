import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { importDocument } from '@/core/api-docs/import-document';
import { parseDocument } from '@/core/api-docs/parse-document';
import { systemActor } from '@/core/identity/actor';
import type { Database } from '@/db/client';
import { productApis } from '@/db/schema';
import { contextFor, inSandbox } from '@/test/harness';
import { draftProduct } from '@/test/products';
import { type Got, openRestDoor, type Sent, seedToken } from '@/test/rest';
import { seedWorld, type World } from '@/test/world';

type Stage = {
  world: World;
  db: Database;
  place: string;
  upload: string;
  ask(what: string, sent?: Sent): Promise<Got>;
};

/** Alan's program, and a product of his with one API. */
const atTheDoor = (work: (stage: Stage) => Promise<void>) =>
  inSandbox(async (db) => {
    const world = await seedWorld(db);
    const { productId } = await draftProduct(db, world);
    const [api] = await db.select().from(productApis).where(eq(productApis.productId, productId));
    const door = await openRestDoor(db);
    const { token } = await seedToken(db, world.alan, { scopes: ['products:write'] });
    const place = `/products/${productId}`;
    const upload = `PUT ${place}/apis/${api?.id}/document`;
    try {
      await work({ world, db, place, upload, ask: (what, sent = {}) => door.call(what, { token, ...sent }) });
      expect(door.faults).toEqual([]);
    } finally {
      await door.close();
    }
  });

const yaml = (title: string) =>
  `openapi: 3.1.0\ninfo:\n  title: ${title}\n  version: '1'\npaths:\n  /sky:\n    get: {}\n`;
const asYaml = (text: string, type = 'application/yaml') => ({ text, headers: { 'content-type': type } });

test('a build sends its document, follows it until it is live, and goes back to the one before', () =>
  atTheDoor(async ({ ask, db, place, upload }) => {
    const worker = contextFor(db, systemActor('worker'));
    const read = async (got: Got) => {
      const parse = async (source: string) => parseDocument(source) as never;
      await importDocument(worker, parse, { documentId: String(got.json.id) });
      return (await ask(`GET ${place}/documents/${got.json.id}`)).json;
    };
    const first = await ask(upload, asYaml(yaml('Sky')));
    expect(first).toMatchObject({ status: 202, json: { version: 1, state: 'processing', api: { slug: 'sky' } } });
    expect((await ask(upload, asYaml(yaml('Sky')))).json).toEqual(first.json);
    expect(await read(first)).toMatchObject({
      state: 'live',
      openapi: '3.1',
      title: 'Sky',
      by: expect.stringContaining('CI'),
    });

    const second = await ask(upload, {
      body: { openapi: '3.0.3', info: { title: 'Sky 2', version: '2' }, paths: { '/sky': { get: {} } } },
    });
    expect(await read(second)).toMatchObject({ version: 2, state: 'live', title: 'Sky 2' });
    const bad = await ask(upload, asYaml('openapi: 3.1.0\ninfo: ['));
    expect(await read(bad)).toMatchObject({ state: 'failed', report: [{ line: expect.any(Number) }] });
    expect(await ask(`DELETE ${place}/documents/${second.json.id}`)).toMatchObject({ status: 409 });
    expect(await ask(`DELETE ${place}/documents/${bad.json.id}`)).toMatchObject({ status: 204 });

    const back = await ask(`POST ${place}/documents/${first.json.id}/restore`);
    expect(back.status).toBe(202);
    expect(await read(back)).toMatchObject({ state: 'live', title: 'Sky' });
    const { items } = (await ask(`GET ${place}/documents`)).json as { items: { title: string; state: string }[] };
    expect(items.map(({ title, state }) => `${title} ${state}`)).toEqual([
      'Sky live',
      'Sky 2 superseded',
      'Sky superseded',
    ]);
  }));

test('a document may be 32 MB, and is refused for what it is before anything is kept', () =>
  atTheDoor(async ({ ask, place, upload }) => {
    const large = `${yaml('Sky')}# ${'x'.repeat(2 * 1024 * 1024)}\n`;
    expect(await ask(upload, asYaml(large, 'application/openapi+yaml; charset=utf-8'))).toMatchObject({ status: 202 });
    expect(await ask(upload, asYaml('x'.repeat(32 * 1024 * 1024 + 1)))).toMatchObject({ status: 413 });
    expect(await ask(upload, asYaml(yaml('Sky'), 'text/plain'))).toMatchObject({ status: 415 });
    expect(await ask(upload, asYaml(yaml('Sky'), 'multipart/form-data; boundary=x'))).toMatchObject({ status: 415 });
    for (const text of ['', ' \n', `${yaml('Sky')}\0`]) {
      expect(await ask(upload, asYaml(text)), text).toMatchObject({ status: 422, json: { errors: [{ pointer: '' }] } });
    }
    expect((await ask(`GET ${place}/documents`)).json.items).toHaveLength(1);
  }));

test('a document is only found at the product that it belongs to', () =>
  atTheDoor(async ({ ask, place, upload, world }) => {
    const made = await ask(upload, asYaml(yaml('Sky')));
    const elsewhere = `/products/${world.payments.id}`;
    const through = upload.replace(place, elsewhere);
    expect(await ask(through, asYaml(yaml('Sky')))).toMatchObject({ status: 404 });
    const apiId = upload.split('/').at(-2);
    const fetched = { body: { apiId, url: 'https://docs.test/sky.yaml' } };
    expect(await ask(`POST ${elsewhere}/documents`, fetched)).toMatchObject({ status: 404 });
    for (const what of ['GET', 'DELETE']) {
      expect(await ask(`${what} ${elsewhere}/documents/${made.json.id}`), what).toMatchObject({ status: 404 });
    }
    expect(await ask(`POST ${elsewhere}/documents/${made.json.id}/restore`)).toMatchObject({ status: 404 });
    expect(await ask(`GET ${place}/documents/${made.json.id}`)).toMatchObject({ status: 200 });
  }));

test('an address inside the provider’s network is not fetched for a program', () =>
  atTheDoor(async ({ ask, place, upload }) => {
    const apiId = upload.split('/').at(-2);
    for (const url of ['http://127.0.0.1:1/sky.yaml', 'http://169.254.169.254/latest', 'http://user:pass@docs.test/']) {
      const refused = await ask(`POST ${place}/documents`, { body: { apiId, url } });
      expect(refused, url).toMatchObject({ status: 422, json: { errors: [{ pointer: '/url' }] } });
    }
  }));
