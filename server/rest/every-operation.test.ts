import { describe, expect, test } from 'vitest';
import { parseDocument } from '@/core/api-docs/parse-document';
import { coversScope, scopes } from '@/core/api-tokens/scopes';
import { newId } from '@/db/ids';
import { provisioningStage, type Stage } from '@/test/provisioning-stage';
import { openRestDoor, type RestDoor, seedToken } from '@/test/rest';
import { restCalls } from '@/test/rest-calls';
import type { RestRole } from '@/test/rest-calls/call';
import { describe as describeApi } from './describe';
import { operations } from './resources/operations';

const inStage = provisioningStage();

/** The API behind a stage, with a token of every admin for everything. */
function atTheDoor(
  work: (door: RestDoor, stage: Stage, tokens: Record<RestRole, string>) => Promise<void>,
): Promise<void> {
  return inStage(
    async (stage) => {
      const door = await openRestDoor(stage.db, { gateways: stage.gateways });
      const { priya, alan, arun, audrey } = stage.world;
      const of = async (admin: typeof priya) => (await seedToken(stage.db, admin)).token;
      try {
        const tokens = { priya: await of(priya), alan: await of(alan), arun: await of(arun), audrey: await of(audrey) };
        await work(door, stage, tokens);
        expect(door.faults).toEqual([]);
        await stage.settle();
      } finally {
        await door.close();
      }
    },
    { skipInvariants: true },
  );
}

const document = describeApi(operations, { portalUrl: 'http://portal.test', version: '1.0.0' }) as {
  paths: Record<string, Record<string, { operationId: string; responses: Record<string, unknown> }>>;
};
const described = Object.entries(document.paths).flatMap(([path, item]) =>
  Object.entries(item).map(([method, { operationId, responses }]) => ({ path, method, operationId, responses })),
);

test('the document describes every operation, and the reference can read it without a complaint', () => {
  expect(described.map(({ operationId }) => operationId).toSorted()).toEqual(Object.keys(restCalls).toSorted());
  const parsed = parseDocument(JSON.stringify(document));
  expect(parsed).toMatchObject({ outcome: 'good', openapi: '3.1', report: [] });
});

test('the document names everything that it refers to', () => {
  const text = JSON.stringify(document);
  const references = [...text.matchAll(/"\$ref":"#([^"]+)"/g)].map(([, pointer]) => pointer ?? '');
  expect(references.length).toBeGreaterThan(50);
  for (const pointer of new Set(references)) {
    const found = pointer
      .split('/')
      .slice(1)
      .reduce<unknown>((at, name) => (at as Record<string, unknown> | undefined)?.[name], document);
    expect(found, pointer).toBeDefined();
  }
});

/** A test of those operations that it is about; for the others there is none, and none is counted as left out. */
function testWhere(applies: boolean, name: string, work: () => Promise<void>): void {
  if (applies) test(name, work);
}

describe.each(described)('$method $path', ({ path, method, operationId, responses }) => {
  const row = restCalls[operationId];
  if (!row) throw new Error(`test/rest-calls has no row for ${operationId}`);
  const verb = method.toUpperCase();
  const ask = async (stage: Stage) => {
    const { path: place, body = {} } = await row.stage(stage);
    return { what: `${verb} ${place}`, ...(method !== 'get' && { body }) };
  };
  const hasId = path.includes('{id}');

  test('does it for who may, and for nobody else', () =>
    atTheDoor(async (door, stage, tokens) => {
      for (const role of ['priya', 'alan', 'arun', 'audrey'] as const) {
        const { what, ...sent } = await ask(stage);
        const got = await door.call(what, { token: tokens[role], ...sent });
        expect(got.status, `${role}: ${got.text}`).toBe(row.may.includes(role) ? row.status : 403);
        expect(Object.keys(responses), role).toContain(String(got.status));
        expect(got.headers.get('content-type')).toBe(
          got.status < 300 ? 'application/json' : 'application/problem+json',
        );
      }
    }));

  test('wants a token, and one for this', () =>
    atTheDoor(async (door, stage) => {
      const { what, ...sent } = await ask(stage);
      expect(await door.call(what, sent)).toMatchObject({ status: 401 });
      expect(await door.call(what, { ...sent, token: `portico_${'A'.repeat(43)}` })).toMatchObject({ status: 401 });
      const others = scopes.filter((scope) => !coversScope([scope], row.scope));
      const { token } = await seedToken(stage.db, stage.world.priya, { scopes: others });
      const refused = await door.call(what, { ...sent, token });
      expect(refused).toMatchObject({ status: 403 });
      expect(refused.headers.get('www-authenticate')).toContain(`scope="${row.scope}"`);
      const { token: narrow } = await seedToken(stage.db, stage.world.priya, { scopes: [row.scope] });
      expect(await door.call(what, { ...sent, token: narrow })).toMatchObject({ status: row.status });
    }));

  testWhere(hasId, 'knows nothing of what is not there', () =>
    atTheDoor(async (door, stage, { priya }) => {
      const { what, ...sent } = await ask(stage);
      for (const id of [newId(), 'nothing', '%00', "'"]) {
        const elsewhere = what.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/, id);
        expect(await door.call(elsewhere, { ...sent, token: priya }), id).toMatchObject({ status: 404 });
      }
    }),
  );

  testWhere(row.again === 409, 'says that the state has passed', () =>
    atTheDoor(async (door, stage, { priya }) => {
      const { what, ...sent } = await ask(stage);
      expect((await door.call(what, { ...sent, token: priya })).status).toBe(row.status);
      expect(await door.call(what, { ...sent, token: priya })).toMatchObject({ status: 409 });
    }),
  );

  testWhere(method === 'get', 'wants no parameter that it does not know', () =>
    atTheDoor(async (door, stage, { priya }) => {
      const { what } = await ask(stage);
      const got = await door.call(`${what}?colour=red`, { token: priya });
      expect(got).toMatchObject({ status: 422, json: { errors: [{ in: 'query', pointer: '/colour' }] } });
    }),
  );

  testWhere(method !== 'get', 'tells what is wrong with a body, and where', () =>
    atTheDoor(async (door, stage, { priya: token }) => {
      const { what, body } = await ask(stage);
      const send = (sent: object) => door.call(what, { token, ...sent });
      expect(await send({ text: '{\n  "a": 1,\n  b: 2\n}' })).toMatchObject({
        status: 400,
        json: { line: 3, column: 3 },
      });
      expect(await send({ body: { ...body, 'un/known': 1 } })).toMatchObject({
        status: 422,
        json: { errors: [{ in: 'body', pointer: '/un~1known' }] },
      });
      expect(await send({ text: '[]' })).toMatchObject({ status: 422, json: { errors: [{ pointer: '' }] } });
      expect(await send({ text: '{}', headers: { 'content-type': 'text/plain' } })).toMatchObject({ status: 415 });
      expect(await send({ text: `"${'a'.repeat(1024 * 1024)}"` })).toMatchObject({ status: 413 });
      if (!row.wrong) return;
      const [field, value] = row.wrong;
      expect(await send({ body: { ...body, [field]: value } })).toMatchObject({
        status: 422,
        json: { errors: [{ in: 'body', pointer: `/${field}` }] },
      });
    }),
  );
});
