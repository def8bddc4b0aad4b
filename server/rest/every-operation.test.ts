import { expect, test } from 'vitest';
import { newId } from '@/db/ids';
import { provisioningStage } from '@/test/provisioning-stage';
import type { Got, Sent } from '@/test/rest';
import type { RestRole } from '@/test/rest-calls/call';
import { atTheDesk, type Desk, type Wish, wishFor } from '@/test/rest-desk';
import { parametersOf, schemaOfBody } from '@/test/rest-document';
import type { Operation } from './operation';
import { operations } from './resources/operations';

const inStage = provisioningStage();
const roles: readonly RestRole[] = ['priya', 'alan', 'arun', 'audrey'];
const reads = operations.filter(({ method }) => method === 'get');
const writes = operations.filter(({ method }) => method !== 'get');
const IDS = /[0-9a-f]{8}-[0-9a-f-]{27}/g;

// One world for all of them: nothing that is read changes it.
test(
  'every read answers who may and nobody else, and tells what it told before by its ETag',
  () =>
    atTheDesk(inStage, async (desk) => {
      for (const operation of reads) {
        const wish = await wishFor(operation, desk);
        await refusesStrangers(desk, wish);
        await namesWrongParameters(desk, wish);
        for (const role of wish.row.may) expectDone(wish, await wish.call(desk.tokens[role]));
        await tellsOnlyWhatIsNew(wish, await desk.narrow(wish.row.scope));
      }
    }),
  120_000,
);

// A world for each resource: a world costs more than what is done in it.
test.each([...new Set(writes.map(({ tag }) => tag))])(
  '%s: every write is done for who may, as often as it should, and on what was read',
  (tag) =>
    atTheDesk(inStage, async (desk) => {
      for (const operation of writes.filter((one) => one.tag === tag)) await writesRightly(desk, operation);
    }),
  60_000,
);

async function writesRightly(desk: Desk, operation: Operation): Promise<void> {
  const wish = await wishFor(operation, desk);
  const { row } = wish;
  const [first, ...others] = row.may;
  expect(first).toBe('priya');
  await refusesStrangers(desk, wish);
  if (!operation.takesDocument) {
    await refusesWrongBodies(desk, wish);
    await namesWrongFields(desk, wish);
  }
  const etag = operation.isConditional ? await refusesStale(desk, wish) : null;
  const seen = etag === null ? {} : { headers: { 'if-match': `"other", ${etag}` } };
  expectDone(wish, await wish.call(await desk.narrow(row.scope), seen));
  if (row.again !== undefined) {
    const again = await wish.call(desk.tokens.priya);
    expect(again.status, `${operation.operationId} again: ${again.text}`).toBe(row.again);
  }
  for (const role of others) {
    const own = await wishFor(operation, desk);
    expectDone(own, await own.call(desk.tokens[role]));
  }
}

/** All that is refused before the verb is asked. */
async function refusesStrangers(desk: Desk, { operation, row, path, call }: Wish): Promise<void> {
  const { operationId } = operation;
  expect((await call(null)).status, operationId).toBe(401);
  expect((await call(`portico_${'A'.repeat(43)}`)).status, operationId).toBe(401);
  const refused = await call(await desk.others(row.scope));
  expect(refused.status, operationId).toBe(403);
  expect(refused.headers.get('www-authenticate')).toContain(`scope="${row.scope}"`);
  for (const role of roles.filter((one) => !row.may.includes(one))) {
    expect((await call(desk.tokens[role])).status, `${operationId} ${role}`).toBe(403);
  }
  if (!operation.path.includes('{')) return;
  for (const id of [newId(), 'nothing', '%00', "'"]) {
    const missing = await call(desk.tokens.priya, { at: path.replaceAll(IDS, id) });
    expect(missing.status, `${operationId} ${id}`).toBe(404);
  }
}

async function refusesWrongBodies({ tokens }: Desk, { operation, row, body, call }: Wish): Promise<void> {
  const is = async (sent: Sent, status: number, json: object) =>
    expect(await call(tokens.priya, sent), operation.operationId).toMatchObject({ status, json });
  await is({ text: '{\n  "a": 1,\n  b: 2\n}' }, 400, { line: 3, column: 3 });
  await is({ body: { ...body, 'un/known': 1 } }, 422, { errors: [{ in: 'body', pointer: '/un~1known' }] });
  await is({ text: '[]' }, 422, { errors: [{ pointer: '' }] });
  await is({ text: '{}', headers: { 'content-type': 'text/plain' } }, 415, {});
  await is({ text: `"${'a'.repeat(1024 * 1024)}"` }, 413, {});
  if (!row.wrong) return;
  const [field, value] = row.wrong;
  await is({ body: { ...body, [field]: value } }, 422, { errors: [{ in: 'body', pointer: `/${field}` }] });
}

/** Every field that the document wants is missed by its name, and none is taken for what it is not. */
async function namesWrongFields(desk: Desk, { operation, row, body, call }: Wish): Promise<void> {
  const { properties = {}, required = [] } = schemaOfBody(operation);
  const token = await desk.narrow(row.scope);
  const isRefused = async (sent: object, name: string) => {
    const { status, json } = await call(token, { body: sent });
    expect([status, json.errors], `${operation.operationId} ${name}`).toEqual([
      422,
      expect.arrayContaining([expect.objectContaining({ in: 'body', pointer: expect.stringMatching(`^/${name}`) })]),
    ]);
  };
  for (const name of required) await isRefused({ ...body, [name]: undefined }, name);
  for (const name of Object.keys(properties)) await isRefused({ ...body, [name]: [[{ no: 'such' }]] }, name);
}

/** With another ETag nothing is done; answers the right one, which the read of the same thing tells. */
async function refusesStale({ door, tokens }: Desk, { operation, path, call }: Wish): Promise<string> {
  const stale = await call(tokens.priya, { headers: { 'if-match': '"another"' } });
  expect(stale.status, `${operation.operationId} ${stale.text}`).toBe(412);
  const length = readOf(operation).split('/').length;
  const read = await door.call(`GET ${path.split('/').slice(0, length).join('/')}`, { token: tokens.priya });
  const etag = read.headers.get('etag') ?? '';
  expect(etag, operation.operationId).not.toBe('');
  expect(stale.headers.get('etag'), operation.operationId).toBe(etag);
  return etag;
}

/** Where the thing is read that this changes: `/x/{id}` of `/x/{id}/verb`. */
function readOf({ operationId, path }: Operation): string {
  const places = [path, path.replace(/\/[^/{}]+$/, '')];
  const found = reads.find((one) => places.includes(one.path));
  if (!found) throw new Error(`${operationId} takes If-Match, and nothing tells the ETag`);
  return found.path;
}

/** What is no parameter, and each that is no plain text with one that is. */
async function namesWrongParameters(desk: Desk, { operation, row, path, call }: Wish): Promise<void> {
  const token = await desk.narrow(row.scope);
  const choosy = parametersOf(operation).filter(
    ({ schema }) => schema.enum || schema.format || schema.type !== 'string',
  );
  for (const name of ['colour', ...choosy.map((one) => one.name)]) {
    const got = await call(token, { at: `${path}?${name}=neither%20nor` });
    expect(got, `${operation.operationId} ${name}`).toMatchObject({
      status: 422,
      json: { errors: [{ in: 'query', pointer: `/${name}` }] },
    });
  }
}

async function tellsOnlyWhatIsNew(wish: Wish, token: string): Promise<void> {
  const { operationId, hasEtag } = wish.operation;
  const got = await wish.call(token);
  expectDone(wish, got);
  const etag = got.headers.get('etag');
  expect(etag !== null, `${operationId} has an ETag`).toBe(hasEtag);
  if (etag === null) return;
  const ask = (list: string) => wish.call(token, { headers: { 'if-none-match': list } });
  expect(await ask(`"another", W/${etag}`), operationId).toMatchObject({ status: 304, text: '' });
  expect((await ask('"another"')).status, operationId).toBe(200);
}

function expectDone({ operation: { operationId, status }, row }: Wish, got: Got): void {
  expect(row.status, operationId).toBe(status);
  expect(got.status, `${operationId} ${got.text}`).toBe(status);
  const place = got.headers.get('location');
  if (status === 201) expect(place, operationId).toMatch(/^\/api\/v1(\/[a-z-]+\/[0-9a-f-]{36})+$/);
  else expect(place, operationId).toBeNull();
}
