import { expect, test } from 'vitest';
import { coversScope, scopes } from '@/core/api-tokens/scopes';
import { newId } from '@/db/ids';
import { provisioningStage, type Stage } from '@/test/provisioning-stage';
import { type Got, openRestDoor, type RestDoor, type Sent, seedToken } from '@/test/rest';
import { restCalls } from '@/test/rest-calls';
import type { RestCall, RestRole } from '@/test/rest-calls/call';
import type { Operation } from './operation';
import { operations } from './resources/operations';

const inStage = provisioningStage();
const roles: readonly RestRole[] = ['priya', 'alan', 'arun', 'audrey'];
const reading = operations.filter(({ method }) => method === 'get');
const writing = operations.filter(({ method }) => method !== 'get');

/** A test's API, and what its tests need of it. */
type Desk = {
  door: RestDoor;
  stage: Stage;
  /** A token of every admin for everything. */
  tokens: Record<RestRole, string>;
  /** Priya's token for nothing but this. */
  narrow(scope: RestCall['scope']): Promise<string>;
  /** Priya's token for everything but this. */
  others(scope: RestCall['scope']): Promise<string>;
};

function atTheDoor(work: (desk: Desk) => Promise<void>): Promise<void> {
  return inStage(
    async (stage) => {
      const door = await openRestDoor(stage.db, { gateways: stage.gateways });
      const { priya } = stage.world;
      const tokenOf = async (role: RestRole) => (await seedToken(stage.db, stage.world[role])).token;
      const [first, second, third, fourth] = [tokenOf('priya'), tokenOf('alan'), tokenOf('arun'), tokenOf('audrey')];
      const tokens = { priya: await first, alan: await second, arun: await third, audrey: await fourth };
      const withScopes = async (held: typeof scopes) => (await seedToken(stage.db, priya, { scopes: held })).token;
      try {
        await work({
          ...{ door, stage, tokens },
          narrow: (scope) => withScopes([scope]),
          others: (scope) => withScopes(scopes.filter((held) => !coversScope([held], scope))),
        });
        expect(door.faults).toEqual([]);
      } finally {
        await door.close();
      }
    },
    { skipInvariants: true },
  );
}

/** What one row says about its operation, made anew. */
async function wishOf({ operationId, method, body }: Operation, stage: Stage) {
  const row = rowOf(operationId);
  const { path, body: sent = {} } = await row.stage(stage);
  return { row, what: `${method.toUpperCase()} ${path}`, sent: method === 'get' || !body ? {} : { body: sent } };
}

function rowOf(operationId: string): RestCall {
  const row = restCalls[operationId];
  if (!row) throw new Error(`test/rest-calls has no row for ${operationId}`);
  return row;
}

/** Everything that is refused before the verb is asked; none of it changes anything. */
async function refusesStrangers(desk: Desk, { row, what, sent }: Awaited<ReturnType<typeof wishOf>>): Promise<void> {
  const { door, tokens } = desk;
  const call = (token: string | null, more: Sent = {}) => door.call(what, { ...sent, token, ...more });
  expect((await call(null)).status, what).toBe(401);
  expect((await call(`portico_${'A'.repeat(43)}`)).status, what).toBe(401);
  const refused = await call(await desk.others(row.scope));
  expect(refused.status, what).toBe(403);
  expect(refused.headers.get('www-authenticate')).toContain(`scope="${row.scope}"`);
  for (const role of roles.filter((one) => !row.may.includes(one))) {
    expect((await call(tokens[role])).status, `${what} ${role}`).toBe(403);
  }
  if (!/[0-9a-f]{8}-[0-9a-f-]{27}/.test(what)) return;
  for (const id of [newId(), 'nothing', '%00', "'"]) {
    const elsewhere = what.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, id);
    expect((await door.call(elsewhere, { ...sent, token: tokens.priya })).status, elsewhere).toBe(404);
  }
}

async function refusesWrongBodies({ door, tokens }: Desk, { row, what, sent }: Awaited<ReturnType<typeof wishOf>>) {
  const body = 'body' in sent ? sent.body : {};
  const send = (more: Sent) => door.call(what, { token: tokens.priya, ...more });
  const is = async (more: Sent, status: number, json: object) =>
    expect(await send(more), what).toMatchObject({ status, json });
  await is({ text: '{\n  "a": 1,\n  b: 2\n}' }, 400, { line: 3, column: 3 });
  await is({ body: { ...body, 'un/known': 1 } }, 422, { errors: [{ in: 'body', pointer: '/un~1known' }] });
  await is({ text: '[]' }, 422, { errors: [{ pointer: '' }] });
  await is({ text: '{}', headers: { 'content-type': 'text/plain' } }, 415, {});
  await is({ text: `"${'a'.repeat(1024 * 1024)}"` }, 413, {});
  if (!row.wrong) return;
  const [field, value] = row.wrong;
  await is({ body: { ...body, [field]: value } }, 422, { errors: [{ in: 'body', pointer: `/${field}` }] });
}

/** The read that tells what this operation changes: `GET /x/{id}` of `POST /x/{id}/verb`. */
function readOf({ path }: Operation): string | null {
  const places = [path, path.replace(/\/[^/{}]+$/, '')];
  const found = reading.find((one) => places.includes(one.path) && !one.body);
  return found ? found.path : null;
}

function isSound(operation: Operation, row: RestCall, got: Got): void {
  const { operationId } = operation;
  expect(got.status, `${operationId}: ${got.text}`).toBe(row.status);
  expect(row.status, operationId).toBe(operation.status);
  if (got.status === 204) expect(got.text, operationId).toBe('');
  else expect(got.headers.get('content-type'), operationId).toBe('application/json');
  if (got.status === 201) {
    expect(got.headers.get('location'), operationId).toMatch(/^\/api\/v1\/[a-z-]+(\/[a-z0-9-]+)*\/[0-9a-f-]{36}$/);
  }
}

test(
  'every read answers who may, tells an ETag where it is one thing, and nothing to anybody else',
  () =>
    atTheDoor(async (desk) => {
      const { door, stage, tokens } = desk;
      for (const operation of reading) {
        const wish = await wishOf(operation, stage);
        const { row, what } = wish;
        await refusesStrangers(desk, wish);
        const unknown = await door.call(`${what}?colour=red`, { token: tokens.priya });
        expect(unknown, what).toMatchObject({ status: 422, json: { errors: [{ in: 'query', pointer: '/colour' }] } });
        for (const role of row.may) isSound(operation, row, await door.call(what, { token: tokens[role] }));
        const token = await desk.narrow(row.scope);
        const got = await door.call(what, { token });
        isSound(operation, row, got);
        const etag = got.headers.get('etag');
        expect(etag !== null, `${operation.operationId} has an ETag`).toBe(
          operation.path.endsWith('}') || hasEtag(operation),
        );
        if (etag === null) continue;
        const ask = (list: string) => door.call(what, { token, headers: { 'if-none-match': list } });
        expect(await ask(`"another", W/${etag}`), what).toMatchObject({ status: 304, text: '' });
        expect((await ask('"another"')).status, what).toBe(200);
      }
    }),
  120_000,
);

test.each(writing.map((operation) => [operation.operationId, operation] as const))(
  '%s does it for who may, once, and on what was read',
  (_name, operation) =>
    atTheDoor(async (desk) => {
      const { door, stage, tokens } = desk;
      const wish = await wishOf(operation, stage);
      const { row } = wish;
      const [first, ...rest] = row.may;
      expect(first).toBe('priya');
      await refusesStrangers(desk, wish);
      if (!operation.takesDocument) await refusesWrongBodies(desk, wish);
      const etag = await refusesStale(desk, operation, wish);

      const token = await desk.narrow(row.scope);
      const sent = { ...wish.sent, token, ...(etag !== null && { headers: { 'if-match': `"other", ${etag}` } }) };
      isSound(operation, row, await door.call(wish.what, sent));
      if (row.again !== undefined) {
        const again = await door.call(wish.what, { ...wish.sent, token: tokens.priya });
        expect(again.status, again.text).toBe(row.again);
      }
      for (const role of rest) {
        const { what, sent: own } = await wishOf(operation, stage);
        isSound(operation, row, await door.call(what, { ...own, token: tokens[role] }));
      }
      await stage.settle();
    }),
  20_000,
);

/** With another ETag nothing is done; answers the right one, which the read of the same thing tells, too. */
async function refusesStale(
  { door, tokens }: Desk,
  operation: Operation,
  { what, sent }: Awaited<ReturnType<typeof wishOf>>,
): Promise<string | null> {
  if (!operation.isConditional) return null;
  const token = tokens.priya;
  const stale = await door.call(what, { ...sent, token, headers: { 'if-match': '"another"' } });
  expect(stale, `${what}: ${stale.text}`).toMatchObject({ status: 412, json: { status: 412 } });
  const read = readOf(operation);
  expect(read, `${operation.operationId} belongs to a read`).not.toBeNull();
  const place = what
    .split(' ')[1]
    ?.split('/')
    .slice(0, (read ?? '').split('/').length)
    .join('/');
  const got = await door.call(`GET ${place}`, { token });
  expect(stale.headers.get('etag'), operation.operationId).toBe(got.headers.get('etag'));
  return got.headers.get('etag');
}

function hasEtag(operation: Operation): boolean {
  return operation.hasEtag === true;
}
