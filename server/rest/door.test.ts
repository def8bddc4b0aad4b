import { eq, sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { accessRequests } from '@/db/schema';
import { atTheDoor } from '@/test/at-the-door';
import { inSandbox } from '@/test/harness';
import { seedRequest } from '@/test/requests';
import { openRestDoor, seedToken } from '@/test/rest';
import { seedSession, seedWorld } from '@/test/world';

test('no cookie opens the door, and no other site may read what is behind it [S-15]', () =>
  atTheDoor(async (door, world, db) => {
    await seedSession(db, world.priya);
    const cookie = `next-auth.session-token=${world.priya.sessionId}`;
    expect(await door.call('GET /apps', { headers: { cookie } })).toMatchObject({ status: 401 });
    const { token } = await seedToken(db, world.priya);
    const got = await door.call('GET /apps', { token, headers: { origin: 'https://evil.test' } });
    expect([...got.headers.keys()].filter((name) => name.startsWith('access-control-'))).toEqual([]);
    const asked = await door.call('OPTIONS /apps', {
      headers: { origin: 'https://evil.test', 'access-control-request-method': 'GET' },
    });
    expect(asked.status).toBe(405);
    expect([...asked.headers.keys()].filter((name) => name.startsWith('access-control-'))).toEqual([]);
  }));

test.each(['Basic cHJpeWE6eA==', 'Bearer', 'Bearer a b', 'bearer  ', 'Token portico_x'])(
  'what is no bearer token is none: %s',
  (authorization) =>
    atTheDoor(async (door) => {
      expect(await door.call('GET /apps', { headers: { authorization } })).toMatchObject({ status: 401 });
    }),
);

test('every answer has a request id of its own and is kept by nobody', () =>
  atTheDoor(async (door, world, db) => {
    const { token } = await seedToken(db, world.priya);
    const [one, other] = [await door.call('GET /apps', { token }), await door.call('GET /apps')];
    expect(one.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    expect(other.headers.get('x-request-id')).not.toBe(one.headers.get('x-request-id'));
    expect(other.json.requestId).toBe(other.headers.get('x-request-id'));
    expect(one.headers.get('cache-control')).toBe('no-store');
    expect(other.headers.get('cache-control')).toBe('no-store');
  }));

test('a path of other methods says which, and one that is none says so', () =>
  atTheDoor(async (door) => {
    const wrong = await door.call('DELETE /requests');
    expect(wrong).toMatchObject({ status: 405, json: { status: 405 } });
    expect(wrong.headers.get('allow')).toBe('GET, POST');
    expect(await door.call('GET /introspect')).toMatchObject({ status: 405 });
    expect(await door.call('GET /nothing')).toMatchObject({ status: 404, json: { title: 'Not found' } });
    expect(await door.call('GET /requests/')).toMatchObject({ status: 404 });
  }));

test('the document is open to everybody', () =>
  atTheDoor(async (door) => {
    expect(await door.call('GET /openapi.json')).toMatchObject({
      status: 200,
      json: { openapi: '3.1.0', servers: [{ url: 'http://portal.test/api/v1' }] },
    });
  }));

test('a decision about an older version is refused', () =>
  atTheDoor(async (door, world, db) => {
    const { token } = await seedToken(db, world.priya);
    const { requestId } = await seedRequest(db, world);
    const { version } = (await door.call(`GET /requests/${requestId}`, { token })).json as { version: number };
    const decline = (of: number) =>
      door.call(`POST /requests/${requestId}/decline`, { token, body: { reason: 'No.', version: of } });
    expect(await decline(version - 1)).toMatchObject({ status: 409 });
    expect(await decline(version)).toMatchObject({ status: 200, json: { status: 'declined', decisionReason: 'No.' } });
  }));

test('a fault tells nothing of itself [S-09]', () =>
  inSandbox(async (db) => {
    const world = await seedWorld(db);
    const { token } = await seedToken(db, world.priya);
    const { requestId } = await seedRequest(db, world);
    const fault = async () => {
      throw new Error('the secret of the database');
    };
    const door = await openRestDoor(db, { overrides: { fault } });
    const got = await door.call(`POST /requests/${requestId}/approve`, { token });
    await door.close();
    expect(got).toMatchObject({ status: 500, json: { title: 'The portal failed' } });
    expect(got.text).not.toContain('secret');
    expect(door.faults).toHaveLength(1);
  }));

test('no answer of any list or record holds a digest, a seal or a hash [K-23]', () =>
  atTheDoor(async (door, world, db) => {
    const { token } = await seedToken(db, world.priya);
    const { requestId } = await seedRequest(db, world);
    await door.call(`POST /requests/${requestId}/approve`, { token });
    for (const path of ['/credentials', '/requests', `/requests/${requestId}`, '/apps', '/developers']) {
      const { text, status } = await door.call(`GET ${path}`, { token });
      expect(status).toBe(200);
      expect(text).not.toMatch(/sealed|digest|hash|password|Buffer/i);
    }
  }));

test('the log names the call, the token and the request, and nothing that was sent', () =>
  atTheDoor(async (door, world, db) => {
    const { token, tokenId } = await seedToken(db, world.priya);
    const { headers } = await door.call('POST /introspect?', { token, body: { key: 'a-very-secret-key' } });
    await door.call('GET /introspect/a-very-secret-key', { token });
    expect(door.logged).toMatchObject([
      { operationId: 'introspect', status: 200, tokenId, requestId: headers.get('x-request-id') },
      { operationId: null, status: 404, tokenId: '' },
    ]);
    expect(JSON.stringify(door.logged)).not.toMatch(/secret|portico_/);
  }));

test.each([
  ['a NUL', { reason: 'a\0b' }, '/reason'],
  ['half a character', { reason: 'a\ud800' }, '/reason'],
  ['a NUL in a name', { reason: 'No.', 'a\0b': 1 }, ''],
  ['no end', { reason: JSON.parse(`${'['.repeat(40)}${']'.repeat(40)}`) }, `/reason${'/0'.repeat(31)}`],
])('a body with %s in it is refused, and where', (_what, body, pointer) =>
  atTheDoor(async (door, world, db) => {
    const { token } = await seedToken(db, world.priya);
    const { requestId } = await seedRequest(db, world);
    expect(await door.call(`POST /requests/${requestId}/decline`, { token, body })).toMatchObject({
      status: 422,
      json: { errors: [{ in: 'body', pointer }] },
    });
    expect(await door.call('GET /apps?search=%00', { token })).toMatchObject({
      status: 422,
      json: { errors: [{ in: 'query', pointer: '/search' }] },
    });
  }),
);

/** A body of unknown length, in pieces of this many bytes. */
function pieces(count: number, bytes: number): ReadableStream<Uint8Array> {
  let sent = 0;
  return new ReadableStream({
    pull: (to) => {
      if (sent >= count) return to.close();
      sent += 1;
      to.enqueue(new Uint8Array(bytes).fill(0x20));
    },
  });
}

test('a body that does not say how long it is ends where it gets too long [V-18]', () =>
  atTheDoor(async (door, world, db) => {
    const { token } = await seedToken(db, world.priya);
    const send = (body: BodyInit) =>
      fetch(`${door.url}/introspect`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body,
        duplex: 'half',
      } as RequestInit);
    expect((await send(pieces(64, 64 * 1024))).status).toBe(413);
    // A megabyte of spaces is nothing, and nothing is no key.
    expect((await send(pieces(16, 64 * 1024))).status).toBe(422);
    expect((await send(new Uint8Array([0x7b, 0xff, 0x7d]))).status).toBe(400);
  }));

test('what waits for another system is decided by it, and what waits for admins by the admin of the token', () =>
  atTheDoor(async (door, world, db) => {
    const { token } = await seedToken(db, world.priya);
    const theirs = await seedRequest(db, world, { app: 'One' });
    const admins = await seedRequest(db, world, { app: 'Two' });
    await db
      .update(accessRequests)
      .set({ decider: 'third_party', thirdPartyUntil: sql`now() + interval '1 day'` })
      .where(eq(accessRequests.id, theirs.requestId));
    const waiting = await door.call('GET /requests?status=pending&decider=third_party', { token });
    expect(waiting.json.items).toMatchObject([{ id: theirs.requestId }]);
    expect(await door.call(`POST /requests/${theirs.requestId}/approve`, { token })).toMatchObject({
      json: { decision: { via: 'third_party', by: 'Priya Test' } },
    });
    expect(await door.call(`POST /requests/${admins.requestId}/approve`, { token })).toMatchObject({
      json: { decision: { via: 'admin', by: 'Priya Test' } },
    });
  }));
