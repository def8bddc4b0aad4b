import { eq, sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { activateAdmin } from '@/core/admins/activate-admin';
import { deactivateAdmin } from '@/core/admins/deactivate-admin';
import type { Database } from '@/db/client';
import { apiTokens, auditEvents, settings, throttles, users } from '@/db/schema';
import { atTheDoor } from '@/test/at-the-door';
import { contextFor } from '@/test/harness';
import { seedRequest } from '@/test/requests';
import { seedToken } from '@/test/rest';
import { seedSession, type World } from '@/test/world';

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
    const events = await db
      .select()
      .from(auditEvents)
      .where(eq(auditEvents.event, 'access_request.approved'))
      .orderBy(auditEvents.id);
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
