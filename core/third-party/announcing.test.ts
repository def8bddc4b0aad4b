import { createHmac } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterEach, describe, expect, test } from 'vitest';
import type { Database } from '@/db/client';
import { auditEvents, settings, thirdParty } from '@/db/schema';
import { createOutbound } from '@/server/outbound';
import { readRequest } from '@/test/decisions';
import { contextFor, inSandbox, TEST_PORTAL_URL } from '@/test/harness';
import { seedRequest } from '@/test/requests';
import { type Received, setUpThirdParty, startThirdParty } from '@/test/third-party';
import { seedWorld, type World } from '@/test/world';
import { approveAccessRequest } from '../access-requests/approve';
import { listProblems } from '../audit/list-problems';
import { systemActor } from '../identity/actor';
import { announceRequest } from './announce-request';
import { getThirdParty } from './get-third-party';
import { tryThirdParty } from './try-third-party';

type Stub = Awaited<ReturnType<typeof startThirdParty>>;
const stubs: Stub[] = [];
afterEach(async () => {
  await Promise.all(stubs.splice(0).map((stub) => stub.stop()));
});

async function stubOf(answer: Parameters<typeof startThirdParty>[0] = () => ({ status: 204 })): Promise<Stub> {
  const stub = await startThirdParty(answer);
  stubs.push(stub);
  return stub;
}

/** A request that waits for the other system at this address. */
async function waiting(db: Database, world: World, url: string) {
  const secret = await setUpThirdParty(db, { webhookUrl: `${url}/hook?from=portal` });
  await db.update(settings).set({ decidedBy: 'third_party' });
  const { requestId } = await seedRequest(db, world);
  return { secret, requestId };
}

function announce(db: Database, requestId: string, more: Parameters<typeof contextFor>[2] = {}): Promise<void> {
  return announceRequest(contextFor(db, systemActor('announcements'), more), createOutbound(), { requestId });
}

/** As the specification says, by hand. */
function isSigned({ headers, body }: Received, secret: string): boolean {
  const signed = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`;
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
  return headers['webhook-signature'] === `v1,${createHmac('sha256', key).update(signed).digest('base64')}`;
}

const eventsOf = (db: Database, event: string) =>
  db.select().from(auditEvents).where(eq(auditEvents.event, event)).orderBy(auditEvents.id);

describe('the announcement of a request', () => {
  test('is a signed POST that says who asks for what, and no secret of the gateway', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const stub = await stubOf();
      const { secret, requestId } = await waiting(db, world, stub.url);
      await announce(db, requestId);

      const [received] = stub.received;
      if (!received) throw new Error('nothing was received');
      expect(received.path).toBe('/hook?from=portal');
      expect(isSigned(received, secret)).toBe(true);
      expect(isSigned({ ...received, body: `${received.body} ` }, secret)).toBe(false);
      expect(Math.abs(Number(received.headers['webhook-timestamp']) - Date.now() / 1000)).toBeLessThan(60);
      expect(JSON.parse(received.body)).toMatchObject({
        type: 'access_request.submitted',
        data: {
          id: requestId,
          url: `${TEST_PORTAL_URL}/admin/requests/${requestId}`,
          app: { name: 'Harbour lights' },
          organization: { name: 'Acme' },
          requester: { email: 'ada@acme.test' },
          products: [{ slug: 'payments', name: 'payments' }],
          plan: { slug: 'standard', rateRequests: 60 },
          changesRequestId: null,
        },
      });
      expect(received.body).not.toMatch(/policy|acl-payments|plan-standard/i);
      expect(await readRequest(db, requestId)).toMatchObject({ announcedAt: expect.any(Date), announceError: null });
      expect((await eventsOf(db, 'access_request.announced'))[0]?.detail).toMatchObject({ status: 204 });
    }));

  test('is sent once: not again when it was taken, and not for what was decided meanwhile', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const stub = await stubOf();
      const { requestId } = await waiting(db, world, stub.url);
      await announce(db, requestId);
      await announce(db, requestId);
      const second = await seedRequest(db, world, { app: 'Second' });
      await approveAccessRequest(contextFor(db, world.alan), { requestId: second.requestId });
      await announce(db, second.requestId);
      expect(stub.received).toHaveLength(1);
    }));

  test('that is not taken is tried again under the same id, and admins read why', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const stub = await stubOf((nth) => ({ status: nth < 3 ? 503 : 200 }));
      const { requestId } = await waiting(db, world, stub.url);
      for (const _try of [1, 2]) await expect(announce(db, requestId)).rejects.toThrow('503');
      // The same failure is written down once.
      expect(await eventsOf(db, 'access_request.announcement_failed')).toHaveLength(1);
      expect(await getThirdParty(contextFor(db, world.audrey))).toMatchObject({
        waiting: 1,
        untold: 1,
        problem: expect.stringContaining('503'),
      });
      const untold = async () => (await listProblems(contextFor(db, world.audrey))).untold;
      expect(await untold()).toMatchObject([
        { requestId, appName: 'Harbour lights', reason: expect.stringContaining('503') },
      ]);
      await announce(db, requestId);
      expect(await untold()).toEqual([]);
      expect(new Set(stub.received.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
      expect(await readRequest(db, requestId)).toMatchObject({ announcedAt: expect.any(Date), announceError: null });
    }));

  test('after a crash between sending and noting is sent again under the same id', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const stub = await stubOf();
      const { requestId } = await waiting(db, world, stub.url);
      const fault = async (point: string) => {
        if (point === 'thirdParty.afterSend') throw new Error('the power went out');
      };
      await expect(announce(db, requestId, { fault })).rejects.toThrow('power');
      await announce(db, requestId);
      expect(stub.received).toHaveLength(2);
      expect(new Set(stub.received.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
      expect(await eventsOf(db, 'access_request.announced')).toHaveLength(1);
    }));

  // Follow redirects, and whoever runs the first address chooses where people's names go.
  test('does not follow a redirect', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const elsewhere = await stubOf();
      const stub = await stubOf(() => ({ status: 307, headers: { location: `${elsewhere.url}/hook` } }));
      const { requestId } = await waiting(db, world, stub.url);
      await expect(announce(db, requestId)).rejects.toThrow('redirect');
      expect(elsewhere.received).toEqual([]);
    }));

  test('does not reach the portal’s own network unless an admin says so', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const stub = await stubOf();
      const { requestId } = await waiting(db, world, stub.url);
      await db.update(thirdParty).set({ reachesPrivate: false });
      await expect(announce(db, requestId)).rejects.toThrow();
      expect(stub.received).toEqual([]);
    }));

  test('can be tried: the test is signed, and admins are told what became of it', () =>
    inSandbox(async (db) => {
      await seedWorld(db);
      const stub = await stubOf((nth) => ({ status: nth === 1 ? 200 : 404 }));
      const secret = await setUpThirdParty(db, { webhookUrl: `${stub.url}/hook` });
      const attempt = () => tryThirdParty(contextFor(db, systemActor('test')), createOutbound());
      expect(await attempt()).toMatchObject({ isTaken: true, status: 200 });
      expect(await attempt()).toEqual({ isTaken: false, reason: expect.stringContaining('404') });
      const [received] = stub.received;
      expect(received && isSigned(received, secret)).toBe(true);
      expect(JSON.parse(received?.body ?? '{}')).toMatchObject({ type: 'portal.test' });
      expect(await eventsOf(db, 'third_party.tested')).toHaveLength(2);
    }));
});
