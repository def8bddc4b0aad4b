import { eq, sql } from 'drizzle-orm';
import { Logger, runOnce, type TaskList } from 'graphile-worker';
import { Webhook } from 'standardwebhooks';
import { afterEach, describe, expect, test } from 'vitest';
import type { Database } from '@/db/client';
import { auditEvents, mails, notifications, webhookAttempts, webhookDeliveries, webhookEndpoints } from '@/db/schema';
import { crowd } from '@/test/crowd';
import { contextFor, inSandbox, TEST_PORTAL_URL, unboxed } from '@/test/harness';
import { deliver, deliveryJobs, type Heard, seedWebhook, startReceiver, WEBHOOK_SECRET } from '@/test/webhooks';
import { seedSession, seedWorld, type World } from '@/test/world';
import { systemActor } from '../identity/actor';
import { mutate } from '../mutate';
import { ATTEMPTS_MAX, delayAfter } from './backoff';
import { getDelivery } from './get-delivery';
import { pauseFailing } from './pause-failing';
import { redeliver } from './redeliver';
import { renewWebhookSecret } from './renew-secret';
import { testWebhook } from './test-endpoint';

const stops: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  await Promise.all(stops.splice(0).map((stop) => stop()));
});

async function receiver(...how: Parameters<typeof startReceiver>) {
  const started = await startReceiver(...how);
  stops.push(started.stop);
  return started;
}

const says = (status: number, body = '', headers: Record<string, string> = {}) =>
  receiver((response) => response.writeHead(status, headers).end(body));

/** An event that is told: an app was made. */
async function happen(db: Database, world: World): Promise<void> {
  const subject = { kind: 'app', id: world.ledger.id, organizationId: world.acme.id };
  await mutate(contextFor(db, world.ada), (unit) => unit.audit('app.created', subject, { name: 'Ledger' }));
}

/** A webhook at this address that was told of one event; answers the job that waits. */
async function toldAt(db: Database, world: World, url: string, more: Parameters<typeof seedWebhook>[1] = {}) {
  const endpointId = await seedWebhook(db, { url, ...more });
  await happen(db, world);
  const job = (await deliveryJobs(db)).find(({ payload }) => payload.endpointId === endpointId)?.payload;
  if (!job) throw new Error('no job waits');
  return job;
}

async function rowOf(db: Database, { deliveryId }: { deliveryId: string }) {
  const [row] = await db.select().from(webhookDeliveries).where(eq(webhookDeliveries.id, deliveryId));
  if (!row) throw new Error('there is no such delivery');
  return row;
}

async function endpointOf(db: Database, { endpointId }: { endpointId: string }) {
  const [row] = await db.select().from(webhookEndpoints).where(eq(webhookEndpoints.id, endpointId));
  if (!row) throw new Error('there is no such webhook');
  return row;
}

const logger = new Logger(() => () => {});

/** As if the time until the next attempt had passed. */
const wait = (db: Database) => db.update(webhookDeliveries).set({ nextAttemptAt: null });
const checks = ({ body, headers }: Heard, secret: string) => new Webhook(secret).verify(body, headers);

describe('a message', () => {
  test('is signed as the specification says, names who did what to what, and is taken with 2xx', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const program = await receiver();
      const job = await toldAt(db, world, program.url);
      await deliver(db, job);

      const [heard] = program.heard;
      if (!heard) throw new Error('nothing was heard');
      const [event] = await db
        .select()
        .from(auditEvents)
        .where(eq(auditEvents.event, 'app.created'))
        .orderBy(auditEvents.id);
      expect(checks(heard, WEBHOOK_SECRET)).toEqual({
        type: 'app.created',
        timestamp: event?.at.toISOString(),
        data: {
          eventId: event?.id,
          subject: { kind: 'app', id: world.ledger.id },
          organizationId: world.acme.id,
          actor: { kind: 'developer', id: world.ada.userId, name: 'Ada Test' },
          detail: { name: 'Ledger' },
          links: {
            page: `${TEST_PORTAL_URL}/admin/apps/${world.ledger.id}`,
            api: `${TEST_PORTAL_URL}/api/v1/apps/${world.ledger.id}`,
          },
        },
      });
      expect(heard.headers).toMatchObject({ 'webhook-id': event?.id, 'content-type': 'application/json' });
      // Another secret, another body, a message of yesterday: a receiver refuses them.
      const other = `whsec_${Buffer.alloc(32, 8).toString('base64')}`;
      expect(() => checks(heard, other)).toThrow('signature');
      expect(() => checks({ ...heard, body: `${heard.body} ` }, WEBHOOK_SECRET)).toThrow('signature');
      const old = {
        ...heard.headers,
        'webhook-timestamp': String(Number(heard.headers['webhook-timestamp']) - 86_400),
      };
      expect(() => checks({ ...heard, headers: old }, WEBHOOK_SECRET)).toThrow('timestamp');

      expect(await rowOf(db, job)).toMatchObject({ state: 'delivered', attempts: 1, responseStatus: 204 });
      expect((await endpointOf(db, job)).failingSince).toBeNull();
      await deliver(db, job);
      expect(program.heard).toHaveLength(1);
    }));

  test('carries both signatures for a day after its secret was renewed, and then the new one alone', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      await seedSession(db, world.alan);
      const program = await receiver();
      const job = await toldAt(db, world, program.url);
      const ctx = contextFor(db, world.alan);
      const { secret } = await renewWebhookSecret(ctx, { webhookId: job.endpointId });
      await deliver(db, job);
      await db.update(webhookEndpoints).set({ previousSecretUntil: new Date(Date.now() - 3_600_000) });
      await redeliver(ctx, { webhookId: job.endpointId, deliveryId: job.deliveryId });
      await deliver(db, job);
      const [during, after] = program.heard;
      if (!during || !after) throw new Error('two messages were expected');
      for (const known of [secret, WEBHOOK_SECRET])
        expect(checks(during, known)).toMatchObject({ type: 'app.created' });
      expect(checks(after, secret)).toEqual(checks(during, secret));
      expect(after.headers['webhook-id']).toBe(during.headers['webhook-id']);
      expect(() => checks(after, WEBHOOK_SECRET)).toThrow('signature');
    }));
});

describe('a receiver that does not take a message', () => {
  test.each([
    ['fails', () => says(500, 'Traceback: secret-of-theirs'), /status 500/, 500],
    ['leads elsewhere', async () => says(307, '', { location: (await receiver()).url }), /redirect/, 307],
    ['hangs up', () => receiver((_response, _nth, request) => request.socket.destroy()), /broke/, null],
    ['is slow', () => receiver(() => {}), /within/, null],
    ['speaks no HTTP', () => receiver((_response, _nth, { socket }) => socket.end('nonsense\r\n\r\n')), /broke/, null],
  ] as const)('because it %s is tried again later, and admins read why', (_how, start, reason, status) =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const program = await start();
      const job = await toldAt(db, world, program.url);
      await deliver(db, job);
      expect(program.heard).toHaveLength(1);
      const row = await rowOf(db, job);
      expect(row).toMatchObject({ state: 'pending', attempts: 1, responseStatus: status, deliveredAt: null });
      expect(row.lastError).toMatch(reason);
      expect(row.lastError).not.toContain('secret-of-theirs');
      expect((await endpointOf(db, job)).failingSince).not.toBeNull();
      const [next] = await deliveryJobs(db);
      expect(next).toMatchObject({
        payload: job,
        key: `deliver:${job.deliveryId}`,
        queue: `webhook:${job.endpointId}`,
      });
      expect(next?.seconds).toBeGreaterThanOrEqual(4.9);
      // Too early is too early, whoever starts the job.
      await deliver(db, job);
      expect(program.heard).toHaveLength(1);
    }),
  );

  test('that lies in the portal’s own network is not called, unless an admin allowed it', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const program = await receiver();
      const job = await toldAt(db, world, program.url, { reachesPrivate: false });
      await deliver(db, job);
      expect(program.heard).toEqual([]);
      expect(await rowOf(db, job)).toMatchObject({
        state: 'pending',
        lastError: expect.stringContaining('not on the public internet'),
      });
    }));

  test('may answer as much as it likes: the beginning is kept, as text', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const program = await receiver((response) => {
        response.writeHead(200).write(`\0<script>${'ä'.repeat(4000)}`);
        // Endless, if one would listen.
        const timer = setInterval(() => response.write('x'.repeat(100_000)), 1);
        response.on('close', () => clearInterval(timer));
      });
      const job = await toldAt(db, world, program.url);
      await deliver(db, job);
      const { endpointId: webhookId, deliveryId } = job;
      const { tries, state } = await getDelivery(contextFor(db, world.audrey), { webhookId, deliveryId });
      expect({ state, status: tries[0]?.status }).toEqual({ state: 'delivered', status: 200 });
      expect(tries[0]?.answer).toMatch(/^<script>ä+$/);
      expect(Buffer.byteLength(tries[0]?.answer ?? '')).toBeLessThanOrEqual(2048);
    }));

  test('is tried for about a day, later each time, and then given up', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const program = await says(503);
      const job = await toldAt(db, world, program.url);
      for (let attempt = 1; attempt <= ATTEMPTS_MAX + 1; attempt += 1) {
        await wait(db);
        await deliver(db, job);
      }
      expect(program.heard).toHaveLength(ATTEMPTS_MAX);
      expect(await rowOf(db, job)).toMatchObject({ state: 'failed', attempts: ATTEMPTS_MAX, nextAttemptAt: null });
      expect(await db.$count(webhookAttempts)).toBe(ATTEMPTS_MAX);
      const delays = Array.from({ length: ATTEMPTS_MAX }, (_, index) => delayAfter(index + 1, () => 0));
      const seconds = delays.filter((delay) => delay !== null);
      expect(delays.at(-1)).toBeNull();
      expect(seconds).toEqual(seconds.toSorted((a, b) => a - b));
      expect(seconds.reduce((sum, delay) => sum + delay, 0) / 3600).toBeCloseTo(24, 0);
    }));

  test('is asked again no sooner than it wants, within an hour', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const asks = ['600', new Date(Date.now() + 700_000).toUTCString(), '86400', '-5', 'soon'];
      const program = await receiver((response, nth) =>
        response.writeHead(503, { 'retry-after': asks[nth - 1] ?? '' }).end(),
      );
      const job = await toldAt(db, world, program.url);
      await happen(db, world);
      const seconds: number[] = [];
      for (const _ask of asks) {
        await db.update(webhookDeliveries).set({ nextAttemptAt: null, attempts: 0 });
        await deliver(db, job);
        const [next] = await db
          .execute<{ s: number }>(sql`select min(extract(epoch from next_attempt_at - now()))::float8 as s
          from webhook_deliveries`)
          .then(({ rows }) => rows);
        seconds.push(next?.s ?? 0);
      }
      const [plain, dated, capped, negative, nonsense] = seconds.map((one) => Math.round(one));
      expect([plain, capped]).toEqual([600, 3600]);
      expect(dated).toBeGreaterThan(690);
      expect([negative, nonsense]).toEqual([5, 5].map((least) => expect.closeTo(least, 0)));
    }));

  test('because it hangs is left alone with its other messages, and gets them all as soon as it takes one', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const program = await receiver((response, nth) => (nth === 1 ? undefined : response.writeHead(204).end()));
      const job = await toldAt(db, world, program.url);
      for (const _more of [1, 2]) await happen(db, world);
      for (const { payload } of await deliveryJobs(db)) await deliver(db, payload);
      expect(program.heard).toHaveLength(1);
      const resting = await deliveryJobs(db);
      expect(resting.filter(({ seconds }) => seconds >= 29.9)).toHaveLength(2);
      const attempts = await db.select({ attempts: webhookDeliveries.attempts }).from(webhookDeliveries);
      expect(attempts.map((row) => row.attempts).toSorted()).toEqual([0, 0, 1]);
      await db.update(webhookDeliveries).set({ nextAttemptAt: null }).where(eq(webhookDeliveries.id, job.deliveryId));
      await deliver(db, job);
      expect((await deliveryJobs(db)).filter(({ seconds }) => seconds <= 0)).toHaveLength(2);
      for (const { payload } of await deliveryJobs(db)) await deliver(db, payload);
      expect(await db.$count(webhookDeliveries, eq(webhookDeliveries.state, 'delivered'))).toBe(3);
    }));

  test('is paused after three days, once, and those who run the portal are told', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const program = await says(500);
      const job = await toldAt(db, world, program.url, {
        failingSince: new Date(Date.now() - 73 * 3_600_000),
      });
      const isPaused = async () => (await endpointOf(db, job)).pausedAt !== null;
      // Quiet for long is not failing for long: it has to fail again and again.
      for (const paused of [false, false, false, true]) {
        await wait(db);
        await deliver(db, job);
        expect(await isPaused()).toBe(paused);
      }
      await happen(db, world);
      await wait(db);
      for (const { payload } of await deliveryJobs(db)) await deliver(db, payload);
      expect(program.heard).toHaveLength(4);
      const told = await db.select().from(mails).where(eq(mails.message, 'webhook-paused'));
      expect(new Set(told.map(({ toUserId }) => toUserId))).toEqual(new Set([world.priya.userId, world.alan.userId]));
      const bells = await db.select().from(notifications).where(eq(notifications.kind, 'webhook.paused'));
      expect(bells.map(({ href }) => href)).toEqual(Array(2).fill(`/admin/webhooks/${job.endpointId}`));
      expect(await db.$count(webhookDeliveries, eq(webhookDeliveries.state, 'pending'))).toBe(2);
    }));

  test('is paused at once where it says that it is gone, and keeps its message', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const program = await says(410);
      const job = await toldAt(db, world, program.url);
      await deliver(db, job);
      expect((await endpointOf(db, job)).pausedAt).not.toBeNull();
      expect(await rowOf(db, job)).toMatchObject({ state: 'pending', responseStatus: 410 });
      const [event] = await db
        .select()
        .from(auditEvents)
        .where(eq(auditEvents.event, 'webhook.paused'))
        .orderBy(auditEvents.id);
      expect(event?.detail).toMatchObject({ why: expect.stringContaining('410') });
    }));
});

describe('a test', () => {
  test('is sent once to whatever the webhook is, and pauses nothing', () =>
    inSandbox(async (db) => {
      const { alan } = await seedWorld(db);
      const program = await says(410);
      const webhookId = await seedWebhook(db, { url: program.url, isActive: false });
      const { deliveryId } = await testWebhook(contextFor(db, alan), { webhookId });
      await deliver(db, { deliveryId, endpointId: webhookId });
      await wait(db);
      await deliver(db, { deliveryId, endpointId: webhookId });
      expect(program.heard).toHaveLength(1);
      expect(checks(program.heard[0] as Heard, WEBHOOK_SECRET)).toMatchObject({ type: 'webhook.test' });
      expect(await rowOf(db, { deliveryId })).toMatchObject({ state: 'failed', attempts: 1 });
      expect(await endpointOf(db, { endpointId: webhookId })).toMatchObject({ pausedAt: null, failingSince: null });
    }));
});

describe('workers and crashes', () => {
  test('a real worker orders the next attempt from within the job, and the messages of one webhook take turns', () =>
    unboxed(async (db, url) => {
      const world = await seedWorld(db);
      let inFlight = 0;
      let together = 0;
      const program = await receiver((response, nth) => {
        inFlight += 1;
        together = Math.max(together, inFlight);
        setImmediate(() => {
          inFlight -= 1;
          response.writeHead(nth === 1 ? 500 : 204).end();
        });
      });
      await seedWebhook(db, { url: program.url });
      for (let index = 0; index < 4; index += 1) await happen(db, world);
      const taskList: TaskList = {
        'webhook.deliver': (payload) => deliver(db, payload as Parameters<typeof deliver>[1]),
      };
      const due = async () => (await deliveryJobs(db)).filter(({ seconds }) => seconds <= 0).length;
      // A run ends as soon as its other workers find the queue taken.
      const work = async () => {
        while ((await due()) > 0) await runOnce({ connectionString: url, taskList, concurrency: 4, logger });
      };
      await work();
      const [next, ...others] = await deliveryJobs(db);
      expect(others).toEqual([]);
      expect(next?.seconds).toBeGreaterThan(2);
      await wait(db);
      await db.execute(sql`update graphile_worker._private_jobs set run_at = now()`);
      await work();
      expect(await deliveryJobs(db)).toEqual([]);
      expect([program.heard.length, together]).toEqual([5, 1]);
      expect(new Set(program.heard.map(({ headers }) => headers['webhook-id'])).size).toBe(4);
    }));

  test('of a crowd of workers one sends [R-17]', () =>
    unboxed(async (db) => {
      const world = await seedWorld(db);
      const program = await receiver();
      const job = await toldAt(db, world, program.url);
      const { refused } = await crowd(() => deliver(db, job), 8);
      expect(refused).toEqual([]);
      expect(program.heard).toHaveLength(1);
      expect(await rowOf(db, job)).toMatchObject({ state: 'delivered', attempts: 1 });
    }));

  test('after a crash between sending and noting it is sent again under the same id, when the lease is over', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const program = await receiver();
      const job = await toldAt(db, world, program.url);
      const fault = async (point: string) => {
        if (point === 'webhook.afterSend') throw new Error('the power went out');
      };
      await expect(deliver(db, job, { fault })).rejects.toThrow('power');
      // The worker starts the job again at once: it is ordered for later instead of being forgotten.
      await db.execute(sql`delete from graphile_worker._private_jobs`);
      await deliver(db, job);
      expect(program.heard).toHaveLength(1);
      const [later] = await deliveryJobs(db);
      expect(later?.seconds).toBeGreaterThan(20);
      await wait(db);
      await deliver(db, job);
      expect(program.heard.map(({ headers }) => headers['webhook-id'])).toHaveLength(2);
      expect(new Set(program.heard.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
      expect(await rowOf(db, job)).toMatchObject({ state: 'delivered', attempts: 2 });
    }));

  test('what was deleted or moved elsewhere while it was being sent is noted as far as it is still there', () =>
    unboxed(async (db) => {
      const world = await seedWorld(db);
      const program = await receiver(async (response, nth) => {
        if (nth === 1) await db.update(webhookEndpoints).set({ url: 'http://127.0.0.1:1/moved' });
        else await db.delete(webhookEndpoints);
        response.writeHead(nth === 1 ? 500 : 204).end();
      });
      const job = await toldAt(db, world, program.url);
      await deliver(db, job);
      expect(await rowOf(db, job)).toMatchObject({ state: 'pending', responseStatus: 500 });
      await wait(db);
      await db.update(webhookEndpoints).set({ url: program.url });
      await deliver(db, job);
      expect(await db.$count(webhookDeliveries)).toBe(0);
      await deliver(db, job);
      expect(program.heard).toHaveLength(2);
    }));

  test('a crowd of failures pauses once', () =>
    unboxed(async (db) => {
      await seedWorld(db);
      const endpointId = await seedWebhook(db);
      const ctx = contextFor(db, systemActor('webhooks'));
      const { refused } = await crowd(() => pauseFailing(ctx, { endpointId, why: 'failing' }), 8);
      expect(refused).toEqual([]);
      expect(await db.$count(auditEvents, eq(auditEvents.event, 'webhook.paused'))).toBe(1);
      expect(await db.$count(mails, eq(mails.message, 'webhook-paused'))).toBe(2);
    }));
});
