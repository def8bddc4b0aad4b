import { eq, sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { activateAdmin } from '@/core/admins/activate-admin';
import { deactivateAdmin } from '@/core/admins/deactivate-admin';
import type { Database } from '@/db/client';
import { accessRequests, apiTokens, auditEvents, settings, throttles, users } from '@/db/schema';
import { contextFor, inSandbox } from '@/test/harness';
import { seedRequest } from '@/test/requests';
import { openRestDoor, type RestDoor, seedToken } from '@/test/rest';
import { seedSession, seedWorld, type World } from '@/test/world';

/** The cast behind the API, in a transaction that is rolled back. */
function atTheDoor(work: (door: RestDoor, world: World, db: Database) => Promise<void>): Promise<void> {
  return inSandbox(async (db) => {
    const world = await seedWorld(db);
    const door = await openRestDoor(db);
    try {
      await work(door, world, db);
      expect(door.faults).toEqual([]);
    } finally {
      await door.close();
    }
  });
}

test('a list is answered in pages that hold every row once', () =>
  atTheDoor(async (door, world, db) => {
    const { token } = await seedToken(db, world.priya);
    const asked: string[] = [];
    for (const app of ['One', 'Two', 'Three']) asked.push((await seedRequest(db, world, { app })).requestId);
    const seen: string[] = [];
    for (let cursor: unknown = ''; cursor !== null; ) {
      const { status, json } = await door.call(`GET /requests?limit=2${cursor && `&cursor=${cursor}`}`, { token });
      expect(status).toBe(200);
      seen.push(...(json.items as { id: string }[]).map(({ id }) => id));
      cursor = json.nextCursor;
    }
    expect(seen.toSorted()).toEqual(asked.toSorted());
  }));

test('a list that is always short is read in pages, too', () =>
  atTheDoor(async (door, world, db) => {
    const { token } = await seedToken(db, world.priya);
    const first = (await door.call('GET /catalogs?limit=3', { token })).json;
    const second = (await door.call(`GET /catalogs?limit=3&cursor=${first.nextCursor}`, { token })).json;
    const slugs = [first, second].flatMap(({ items }) => (items as { slug: string }[]).map(({ slug }) => slug));
    expect(slugs.toSorted()).toEqual(['backend', 'internal', 'partners', 'public']);
    expect(second.nextCursor).toBeNull();
  }));

// Let `opened` answer whatever it is given, and a cursor of another list begins this one again for ever.
test.each(['nonsense', 'bGlzdEFwcHMgMQ', '1'])('a cursor that this list did not give is refused: %s [V-06]', (cursor) =>
  atTheDoor(async (door, world, db) => {
    const { token } = await seedToken(db, world.priya);
    expect(await door.call(`GET /requests?cursor=${cursor}`, { token })).toMatchObject({
      status: 422,
      json: { errors: [{ in: 'query', pointer: '/cursor' }] },
    });
  }),
);

test.each(['limit=0', 'limit=201', 'limit=many', 'status=new', 'limit=1&limit=2', 'appId=7'])(
  'a wrong filter is named: %s',
  (query) =>
    atTheDoor(async (door, world, db) => {
      const { token } = await seedToken(db, world.priya);
      const pointer = `/${query.split('=')[0]}`;
      expect(await door.call(`GET /requests?${query}`, { token })).toMatchObject({
        status: 422,
        json: { errors: [{ in: 'query', pointer }] },
      });
    }),
);

test('requests are found by state, app and organization', () =>
  atTheDoor(async (door, world, db) => {
    const { token } = await seedToken(db, world.priya);
    const { requestId, appId } = await seedRequest(db, world, { app: 'One' });
    await seedRequest(db, world, { by: world.eve, app: 'Two' });
    await door.call(`POST /requests/${requestId}/decline`, { token, body: { reason: 'No.' } });
    const ids = async (query: string) =>
      ((await door.call(`GET /requests?${query}`, { token })).json.items as { id: string }[]).map(({ id }) => id);
    expect(await ids('status=declined')).toEqual([requestId]);
    expect(await ids(`appId=${appId}`)).toEqual([requestId]);
    expect(await ids(`organizationId=${world.acme.id}&status=pending`)).toEqual([]);
    expect(await ids('status=pending')).toHaveLength(1);
    expect(await ids('status=pending&decider=third_party')).toEqual([]);
    expect(await ids('status=pending&decider=admin')).toHaveLength(1);
    expect(await ids('')).toHaveLength(2);
  }));

const deaths: Record<string, (db: Database, world: World, tokenId: string) => Promise<unknown>> = {
  'it was revoked': (db, _, id) => db.update(apiTokens).set({ revokedAt: sql`now()` }).where(eq(apiTokens.id, id)),
  'it has ended': (db, _, id) => db.update(apiTokens).set({ expiresAt: sql`now()` }).where(eq(apiTokens.id, id)),
  'its admin was deactivated': async (db, { priya, alan }) => {
    await seedSession(db, priya);
    await deactivateAdmin(contextFor(db, priya), { userId: alan.userId });
  },
  'its admin was deactivated and is back': async (db, { priya, alan }) => {
    await seedSession(db, priya);
    await deactivateAdmin(contextFor(db, priya), { userId: alan.userId });
    await activateAdmin(contextFor(db, priya), { userId: alan.userId });
  },
  'its admin is no admin any more': (db, { alan }) =>
    db.update(users).set({ status: 'inactive' }).where(eq(users.id, alan.userId)),
};

test.each(Object.entries(deaths))('a token is worth nothing once %s', (_why, die) =>
  atTheDoor(async (door, world, db) => {
    const { token, tokenId } = await seedToken(db, world.alan);
    expect(await door.call('GET /apps', { token })).toMatchObject({ status: 200 });
    await die(db, world, tokenId);
    const got = await door.call('GET /apps', { token });
    expect(got).toMatchObject({ status: 401, json: { title: 'A valid token is needed' } });
    expect(got.headers.get('www-authenticate')).toContain('invalid_token');
  }),
);

test('a token may what its admin may at this moment', () =>
  atTheDoor(async (door, world, db) => {
    const { token } = await seedToken(db, world.alan);
    const { requestId } = await seedRequest(db, world);
    await db.update(users).set({ adminRole: 'auditor' }).where(eq(users.id, world.alan.userId));
    expect(await door.call(`POST /requests/${requestId}/approve`, { token })).toMatchObject({ status: 403 });
    await db.update(users).set({ adminRole: 'approver' }).where(eq(users.id, world.alan.userId));
    expect(await door.call(`POST /requests/${requestId}/approve`, { token })).toMatchObject({ status: 200 });
  }));

test('an admin who has something to do first does it before their programs go on', () =>
  atTheDoor(async (door, world, db) => {
    const { token } = await seedToken(db, world.alan);
    await db.update(settings).set({ adminsNeedSecondFactor: true });
    expect(await door.call('GET /apps', { token })).toMatchObject({ status: 403 });
  }));

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

test('a token that asks too often waits, and the others do not', () =>
  atTheDoor(async (door, world, db) => {
    const [{ token, tokenId }, other] = [await seedToken(db, world.priya), await seedToken(db, world.priya)];
    expect(await door.call('GET /apps', { token })).toMatchObject({ status: 200 });
    await db
      .update(throttles)
      .set({ attempts: 600 })
      .where(eq(throttles.bucket, `api:calls:${tokenId}`));
    const got = await door.call('GET /apps', { token });
    expect(got).toMatchObject({ status: 429, json: { title: 'Too many requests' } });
    expect(Number(got.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await door.call('GET /apps', other)).toMatchObject({ status: 200 });
    expect(await door.call('POST /introspect', { token, body: { key: 'x' } })).toMatchObject({ status: 200 });
  }));

test('who tries tokens is stopped', () =>
  atTheDoor(async (door, _world, db) => {
    expect(await door.call('GET /apps', { token: 'portico_wrong' })).toMatchObject({ status: 401 });
    await db.update(throttles).set({ attempts: 100 });
    expect(await door.call('GET /apps', { token: 'portico_wrong' })).toMatchObject({ status: 429 });
  }));

test('the audit log says which token it was, and whose', () =>
  atTheDoor(async (door, world, db) => {
    const { token } = await seedToken(db, world.priya);
    const { requestId } = await seedRequest(db, world);
    const { headers } = await door.call(`POST /requests/${requestId}/approve`, { token });
    const events = await db.select().from(auditEvents).where(eq(auditEvents.event, 'access_request.approved'));
    expect(events).toMatchObject([
      {
        actorKind: 'token',
        actorId: world.priya.userId,
        actorLabel: 'Priya Test (token CI)',
        ip: '192.0.2.7',
        requestId: headers.get('x-request-id'),
      },
    ]);
  }));

test('a token remembers when it was used, at most once a minute', () =>
  atTheDoor(async (door, world, db) => {
    const { token, tokenId } = await seedToken(db, world.priya);
    const lastUsed = async () => {
      const [row] = await db.select().from(apiTokens).where(eq(apiTokens.id, tokenId));
      return row?.lastUsedAt ?? null;
    };
    expect(await lastUsed()).toBeNull();
    await door.call('GET /apps', { token });
    expect(await lastUsed()).not.toBeNull();
    const aWhileAgo = new Date(Date.now() - 30_000);
    await db.update(apiTokens).set({ lastUsedAt: aWhileAgo });
    await door.call('GET /apps', { token });
    expect(await lastUsed()).toEqual(aWhileAgo);
    await db.update(apiTokens).set({ lastUsedAt: new Date(Date.now() - 90_000) });
    await door.call('GET /apps', { token });
    expect((await lastUsed())?.getTime()).toBeGreaterThan(aWhileAgo.getTime());
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
