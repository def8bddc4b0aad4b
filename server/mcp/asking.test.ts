import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { addToCart } from '@/core/cart/add';
import { countCartItems } from '@/core/cart/count-items';
import type { Database } from '@/db/client';
import { accessRequests, apps, auditEvents, mails, plans, products, settings } from '@/db/schema';
import { crowd, gather } from '@/test/crowd';
import { contextFor, inSandbox, unboxed } from '@/test/harness';
import { type Agent, type McpDoor, openMcpDoor } from '@/test/mcp';
import { seedWorld, type World } from '@/test/world';

function asking(work: (door: McpDoor, world: World, db: Database) => Promise<void>): Promise<void> {
  return inSandbox(async (db) => {
    const world = await seedWorld(db);
    const door = await openMcpDoor(db);
    try {
      await work(door, world, db);
      expect(door.faults).toEqual([]);
    } finally {
      await door.close();
    }
  });
}

const WISH = { catalog: 'public', products: ['payments', 'weather'], plan: 'standard', app_name: 'By an agent' };
const requestIds = async (db: Database) => (await db.select().from(accessRequests)).map(({ id }) => id);

describe('asking for access', () => {
  test('makes the request that the cart would, in the log as the token’s, and leaves the cart alone', () =>
    asking(async (door, { ada }, db) => {
      const ctx = contextFor(db, ada);
      await addToCart(ctx, { catalogSlug: 'public', productSlug: 'payments' });
      const { tool } = await door.agentOf(ada);
      const told = await tool('request_access', WISH);
      expect(told.json).toMatchObject({
        status: 'pending',
        app: { name: 'By an agent' },
        catalog: 'public',
        plan: 'standard',
        products: [{ product: 'payments' }, { product: 'weather' }],
        next: 'It waits for a decision.',
      });
      expect(told.json.page).toBe(`http://portal.test/requests/${told.json.request_id}`);
      expect(await countCartItems(ctx)).toBe(1);
      const [event] = await db
        .select()
        .from(auditEvents)
        .where(eq(auditEvents.event, 'access_request.submitted'))
        .orderBy(auditEvents.id);
      expect(event).toMatchObject({ actorKind: 'token', actorId: ada.userId, actorLabel: 'Ada Test (token CI)' });
      expect((await db.select().from(mails)).map(({ message }) => message)).toContain('request-to-decide');
      expect((await tool('list_my_requests')).json).toMatchObject({
        requests: [{ request_id: told.json.request_id, status: 'pending' }],
        next: null,
      });
    }));

  test('a plan that approves at once tells the developer to generate the key, and the agent no key', () =>
    asking(async (door, { ada }) => {
      const { tool } = await door.agentOf(ada);
      const told = await tool('request_access', { ...WISH, plan: 'free' });
      expect(told.json).toMatchObject({
        status: 'approved',
        key: 'awaiting_claim',
        next: expect.stringMatching(/your developer generates/),
      });
    }));

  test('answers what a request has to say, and says what is missing', () =>
    asking(async (door, { ada, payments }, db) => {
      const field = { label: 'Why?', kind: 'text' as const, required: true };
      await db.update(settings).set({ requestFields: [{ ...field, name: 'why' }] });
      await db
        .update(products)
        .set({ requestFields: [{ ...field, name: 'region', label: 'Where?' }] })
        .where(eq(products.id, payments.id));
      const { tool } = await door.agentOf(ada);
      const { json } = await tool('list_catalogs_and_plans', { catalog: 'public' });
      expect(json).toMatchObject({
        catalogs: [
          {
            catalog: 'public',
            questions: [{ name: 'why', question: 'Why?', required: true }],
            plans: [
              { plan: 'free', approval: 'at once' },
              { plan: 'standard', approval: 'by people' },
            ],
          },
        ],
      });
      const refused = await tool('request_access', WISH);
      expect(refused.text).toMatch(/answers\.why: Fill in “Why\?”/);
      expect(refused.text).toMatch(/answers\.region/);
      const told = await tool('request_access', { ...WISH, answers: { why: 'For invoices', region: 'Europe' } });
      expect(told.json).toMatchObject({ answers: [{ answer: 'For invoices' }, { answer: 'Europe' }] });
    }));

  // What somebody may not see and what never was are told in the same words.
  test('nothing can be asked for that the developer does not see on the pages', () =>
    asking(async (door, { eve, ada, payments, standard }, db) => {
      const { tool } = await door.agentOf(eve);
      const words = async (change: object) => (await tool('request_access', { ...WISH, ...change })).data;
      const unseen = await words({ catalog: 'partners', products: ['ledger'] });
      expect(unseen).toBe(await words({ catalog: 'nowhere', products: ['ledger'] }));
      const hidden = await words({ products: ['ledger'] });
      expect([await words({ products: ['nothing'] }), await words({ products: ['maps'] })]).toEqual([hidden, hidden]);
      expect(await words({ products: ['payments', 'nothing'] })).toBe(hidden);
      expect(await words({ plan: 'nothing' })).toMatch(/^This plan is not offered/);
      await db.update(plans).set({ isArchived: true }).where(eq(plans.id, standard.id));
      expect(await words({})).toMatch(/plan: This plan is no longer offered/);
      await db.update(products).set({ gatewayId: null, accessPolicyId: null }).where(eq(products.id, payments.id));
      expect(await words({ plan: 'free' })).toBe(hidden);
      const [foreign] = await db.select({ id: apps.id }).from(apps).where(eq(apps.ownerId, ada.userId));
      const { app_name: _name, ...rest } = WISH;
      const told = await tool('request_access', { ...rest, products: ['weather'], plan: 'free', app_id: foreign?.id });
      expect(told).toMatchObject({ isError: true, text: expect.stringMatching(/nothing here/) });
      expect(await requestIds(db)).toEqual([]);
    }));

  test('the same key makes one request, and another request needs another key', () =>
    asking(async (door, { ada }, db) => {
      const { tool } = await door.agentOf(ada);
      const first = await tool('request_access', { ...WISH, idempotency_key: 'one' });
      expect((await tool('request_access', { ...WISH, idempotency_key: 'one' })).json).toEqual(first.json);
      expect(await requestIds(db)).toHaveLength(1);
      const other = await tool('request_access', { ...WISH, plan: 'free', idempotency_key: 'one' });
      expect(other).toMatchObject({ isError: true, text: expect.stringMatching(/used with another request/) });
      await tool('request_access', { ...WISH, idempotency_key: 'two' });
      expect(await requestIds(db)).toHaveLength(2);
    }));

  // Call askForProducts without answerOnce and this makes a crowd of apps.
  test('a crowd with one key makes one app and one request', () =>
    unboxed(async (db) => {
      const { ada } = await seedWorld(db);
      const door = await openMcpDoor(db);
      const agent = await door.agentOf(ada);
      await gather(db);
      const { won } = await crowd(() => sure(agent, { ...WISH, idempotency_key: 'one' }));
      expect(new Set(won).size).toBe(1);
      expect(await requestIds(db)).toHaveLength(1);
      expect(await db.select().from(apps).where(eq(apps.name, WISH.app_name))).toHaveLength(1);
      await door.close();
    }));
});

describe('requests', () => {
  test('are read and cancelled by whoever shares the app, and are nothing to anybody else', () =>
    asking(async (door, { ada, eve }, db) => {
      const mine = await door.agentOf(ada);
      const { json } = await mine.tool('request_access', WISH);
      const input = { request_id: json.request_id as string };
      const other = await door.agentOf(eve);
      for (const name of ['get_request', 'cancel_request']) {
        expect(await other.tool(name, input)).toMatchObject({
          isError: true,
          text: expect.stringMatching(/nothing here/),
        });
      }
      expect((await other.tool('list_my_requests')).json).toEqual({ requests: [], next: null });
      expect((await other.tool('list_my_apps')).json).toEqual({ apps: [] });
      expect((await mine.tool('cancel_request', input)).json).toMatchObject({ status: 'cancelled' });
      expect(await mine.tool('cancel_request', input)).toMatchObject({
        isError: true,
        text: expect.stringMatching(/cancelled/),
      });
      const events = await db
        .select()
        .from(auditEvents)
        .where(eq(auditEvents.event, 'access_request.cancelled'))
        .orderBy(auditEvents.id);
      expect(events).toMatchObject([{ actorKind: 'token' }]);
    }));
});

/** The request's id, or a throw. */
async function sure({ tool }: Agent, wish: object): Promise<unknown> {
  const told = await tool('request_access', { ...wish });
  if (told.isError) throw new Error(told.text);
  return told.json.request_id;
}
