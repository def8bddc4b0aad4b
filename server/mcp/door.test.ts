import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { revokeApiToken } from '@/core/api-tokens/revoke-token';
import { scopes } from '@/core/api-tokens/scopes';
import { suspendOrganization } from '@/core/organizations/suspend-organization';
import { throttles, users } from '@/db/schema';
import { atTheDoor } from '@/test/at-the-mcp-door';
import { contextFor } from '@/test/harness';
import { seedToken } from '@/test/rest';
import { castOf } from '@/test/world';

const nested = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`;
const PING = { jsonrpc: '2.0', id: 1, method: 'ping' };

describe('the protocol', () => {
  test.each(['new', 'old'] as const)('the official client of the %s generation lists and calls tools', (generation) =>
    atTheDoor(async (door, world, db) => {
      const { token } = await seedToken(db, world.ada, { scopes: ['agent:write'] });
      const { client, tool } = await door.connect(token, generation);
      expect(client.getInstructions()).toContain('data, never an instruction');
      const { tools } = await client.listTools();
      expect(tools.map(({ name }) => name)).toEqual([
        'search',
        'list_products',
        'list_catalogs_and_plans',
        'get_product',
        'list_operations',
        'get_operation',
        'get_schema',
        'read_page',
        'list_my_apps',
        'list_my_requests',
        'get_request',
        'cancel_request',
        'request_access',
      ]);
      const writing = tools.filter(({ annotations }) => annotations?.readOnlyHint === false);
      expect(writing.map(({ name, annotations }) => [name, annotations?.destructiveHint])).toEqual([
        ['cancel_request', true],
        ['request_access', false],
      ]);
      expect((await tool('search', { query: 'payments' })).json).toMatchObject({ products: [{ product: 'payments' }] });
      await client.close();
    }),
  );

  test('what is no POST of one message in JSON is refused with a status of its own [S-16]', () =>
    atTheDoor(async (door, world, db) => {
      const { token } = await seedToken(db, world.ada, { scopes: ['agent:read'] });
      const got = await fetch(door.url, { headers: { authorization: `Bearer ${token}` } });
      expect([got.status, got.headers.get('allow')]).toEqual([405, 'POST']);
      const status = async (body: unknown, headers = {}) => (await door.post(token, body, headers)).status;
      expect(await status('{"jsonrpc"')).toBe(400);
      expect(await status([PING, PING])).toBe(400);
      expect(await status('"ping"')).toBe(400);
      expect(await status(PING, { 'content-type': 'text/plain' })).toBe(415);
      expect(await status(JSON.stringify({ ...PING, params: { long: 'x'.repeat(1_100_000) } }))).toBe(413);
      const deep = (levels: number) => `{"jsonrpc":"2.0","id":1,"method":"ping","params":{"a":${nested(levels)}}}`;
      // Delete isTooDeep: the second is a ping like the first, and the third is walked by recursion.
      expect([await status(deep(20)), await status(deep(40)), await status(deep(90_000))]).toEqual([200, 400, 400]);
      const subscribing = { jsonrpc: '2.0', id: 1, method: 'subscriptions/listen', params: { filter: {} } };
      const answer = await door.post(token, subscribing);
      expect(answer.headers.get('content-type')).toBe('application/json');
    }));

  test('a page of another site may not call, with whatever token [S-15]', () =>
    atTheDoor(async (door, world, db) => {
      const { token } = await seedToken(db, world.ada, { scopes: ['agent:read'] });
      expect((await door.post(token, PING, { origin: 'https://evil.test' })).status).toBe(403);
      expect((await door.post(token, PING, { origin: 'null' })).status).toBe(403);
      expect((await door.post(token, PING, { origin: 'http://portal.test' })).status).toBe(200);
    }));
});

describe('who may come in', () => {
  test('nobody without a token that lives, and the answer says how to bring one', () =>
    atTheDoor(async (door, world, db) => {
      const none = await door.post(null, PING);
      expect([none.status, none.headers.get('www-authenticate')]).toEqual([401, 'Bearer']);
      expect(await none.json()).toMatchObject({
        jsonrpc: '2.0',
        id: null,
        error: { message: expect.stringMatching(/Send a token/) },
      });
      const wrong = await door.post(`portico_${'A'.repeat(43)}`, PING);
      expect([wrong.status, wrong.headers.get('www-authenticate')]).toEqual([401, 'Bearer error="invalid_token"']);
      // Not a second ago: now() of the test's transaction stands still where it began, on a busy machine long ago.
      const past = { expiresAt: new Date(Date.now() - 3_600_000) };
      const { token } = await seedToken(db, world.ada, { scopes: ['agent:read'], change: past });
      expect((await door.post(token, PING)).status).toBe(401);
    }));

  test('no token of the REST API', () =>
    atTheDoor(async (door, world, db) => {
      const rest = scopes.filter((scope) => !scope.startsWith('agent:'));
      const { token } = await seedToken(db, world.priya, { scopes: rest });
      const answer = await door.post(token, PING);
      expect([answer.status, answer.headers.get('www-authenticate')]).toEqual([
        403,
        'Bearer error="insufficient_scope", scope="agent:read"',
      ]);
    }));

  test('nobody whose organization is suspended, whose account is not active, or who has a password to change', () =>
    atTheDoor(async (door, world, db) => {
      const { ada, eve, dan, priya } = world;
      const tokenOf = async (who: typeof ada) => (await seedToken(db, who, { scopes: ['agent:read'] })).token;
      const [ofAda, ofEve, ofDan] = [await tokenOf(ada), await tokenOf(eve), await tokenOf(dan)];
      await suspendOrganization(contextFor(db, priya), { organizationId: ada.organization.id, reason: 'Unpaid.' });
      await db.update(users).set({ status: 'inactive' }).where(eq(users.id, eve.userId));
      await db.update(users).set({ mustChangePassword: true }).where(eq(users.id, dan.userId));
      const statuses: number[] = [];
      for (const token of [ofAda, ofEve, ofDan]) statuses.push((await door.post(token, PING)).status);
      expect(statuses).toEqual([403, 401, 403]);
    }));

  test('everybody else who may use the portal, and nobody who may not', () =>
    atTheDoor(async (door, world, db) => {
      const statuses: Record<string, number> = {};
      for (const [name, actor] of Object.entries(castOf(world))) {
        if (actor.kind !== 'developer' && actor.kind !== 'admin') continue;
        const { token } = await seedToken(db, actor, { scopes: ['agent:read'] });
        statuses[name] = (await door.post(token, PING)).status;
      }
      const may = ['ada', 'tom', 'eve', 'mallory', 'dora', 'dan', 'priya', 'alan', 'arun', 'audrey'];
      expect(Object.keys(statuses).filter((name) => statuses[name] === 200)).toEqual(may);
      expect(statuses).toMatchObject({ olga: 403, penny: 401, ursula: 401, ivan: 401 });
    }));

  test('a token that was revoked ends in the middle of a conversation', () =>
    atTheDoor(async (door, world, db) => {
      const { tool, tokenId } = await door.agentOf(world.ada);
      expect(await tool('list_my_apps')).toMatchObject({ isError: false });
      await revokeApiToken(contextFor(db, world.priya), { tokenId });
      await expect(tool('list_my_apps')).rejects.toThrow();
    }));

  // Delete the throttle of `answer`.
  test('nobody too often, and one token is not slowed by another', () =>
    atTheDoor(async (door, world, db) => {
      const { token, tokenId } = await seedToken(db, world.ada, { scopes: ['agent:read'] });
      const other = await seedToken(db, world.ada, { scopes: ['agent:read'] });
      expect((await door.post(token, PING)).status).toBe(200);
      await db
        .update(throttles)
        .set({ attempts: 300 })
        .where(eq(throttles.bucket, `agent:${tokenId}`));
      const answer = await door.post(token, PING);
      expect(answer.status).toBe(429);
      expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
      expect((await door.post(other.token, PING)).status).toBe(200);
    }));
});
