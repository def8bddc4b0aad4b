import { randomUUID } from 'node:crypto';
import { and, eq, sql } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import type { Database } from '@/db/client';
import {
  accessRequests,
  catalogPlans,
  catalogProducts,
  credentials,
  type FormField,
  mails,
  plans,
  products,
  settings,
} from '@/db/schema';
import { askForChange, requestRow } from '@/test/changes';
import { contextFor, inSandbox } from '@/test/harness';
import { seedKey } from '@/test/leaving';
import { outcome } from '@/test/outcome';
import { refusalOf } from '@/test/refusal-of';
import { seedRequest } from '@/test/requests';
import { seedWorld, type World } from '@/test/world';
import type { Actor } from '../identity/actor';
import { getOpenChange } from './get-open-change';
import type { ChangeSubmission } from './submit-change';

/** Ada's key for Payments on the plan that approves by itself, and how to ask for the standard plan. */
async function staged(db: Database) {
  const world = await seedWorld(db);
  const key = await seedKey(db, world, { by: world.ada, app: world.ledger });
  const { credentialId } = key;
  const ask = (wish: Partial<ChangeSubmission> = {}, by: Actor = world.ada) =>
    askForChange(contextFor(db, by), world, credentialId, wish);
  return { world, ...key, ask };
}

const fieldsOf = async (work: Promise<unknown>) =>
  Object.keys(((await refusalOf(work)) as { fieldErrors?: object } | null)?.fieldErrors ?? {});

describe('asking for a change', () => {
  test('copies plan, products and answers as they are now, and changes nothing of the key', () =>
    inSandbox(async (db) => {
      const { world, ask, requestId, appId, credentialId } = await staged(db);
      const [before] = await db.select().from(credentials).where(eq(credentials.id, credentialId));
      const { requestId: changeId, status } = await ask();
      expect(status).toBe('pending');
      expect(await requestRow(db, changeId)).toMatchObject({
        ...{ appId, changesRequestId: requestId, status: 'pending', decider: 'admin', replaced: null },
        ...{ planId: world.standard.id, catalogId: world.publicCatalog.id, requestedBy: world.ada.userId },
        terms: { slug: 'standard', limitsPolicyId: 'plan-standard' },
      });
      const [after] = await db.select().from(credentials).where(eq(credentials.id, credentialId));
      expect(after).toEqual(before);
      expect(await getOpenChange(contextFor(db, world.tom), { credentialId })).toMatchObject({
        ...{ requestId: changeId, status: 'pending', planName: 'standard', productNames: 'payments, weather' },
      });
    }));

  test('tells those who decide', () =>
    inSandbox(async (db) => {
      const { ask } = await staged(db);
      const { requestId } = await ask();
      const told = await db
        .select({ subjectId: mails.subjectId })
        .from(mails)
        .where(and(eq(mails.message, 'request-to-decide'), eq(mails.subjectId, requestId)));
      expect(told).toHaveLength(3);
    }));

  test('twice with the same form is one request, and with another form is refused while one waits', () =>
    inSandbox(async (db) => {
      const { ask } = await staged(db);
      const submissionKey = randomUUID();
      const first = await ask({ submissionKey });
      expect(await ask({ submissionKey })).toEqual(first);
      expect(await outcome(ask())).toBe('conflict');
    }));

  test('of a plan that approves by itself is granted at once', () =>
    inSandbox(async (db) => {
      const { world, ask, requestId, credentialId } = await staged(db);
      await db.update(accessRequests).set({ planId: world.standard.id }).where(eq(accessRequests.id, requestId));
      const { requestId: changeId, status } = await ask({ planId: world.free.id });
      expect(status).toBe('approved');
      expect(await requestRow(db, changeId)).toMatchObject({ decidedVia: 'auto', status: 'approved' });
      expect(await requestRow(db, requestId)).toMatchObject({ planId: world.free.id });
      const [key] = await db.select().from(credentials).where(eq(credentials.id, credentialId));
      expect(key).toMatchObject({
        settledAt: null,
        wanted: { policyIds: ['acl-payments', 'acl-weather', 'plan-free'] },
      });
    }));

  test('for what the key has already is refused', () =>
    inSandbox(async (db) => {
      const { world, ask } = await staged(db);
      expect(await fieldsOf(ask({ productIds: [world.payments.id] }))).toEqual(['planId']);
    }));

  test('for the terms that its own plan has by now is not the same', () =>
    inSandbox(async (db) => {
      const { world, ask } = await staged(db);
      await db.update(plans).set({ rateRequests: 900 }).where(eq(plans.id, world.standard.id));
      expect(await ask({ productIds: [world.payments.id] })).toMatchObject({ status: 'pending' });
    }));

  test('from a page that shows other terms than the key has by now is refused', () =>
    inSandbox(async (db) => {
      const { ask, requestId } = await staged(db);
      const { version } = await requestRow(db, requestId);
      expect(await outcome(ask({ version: version + 1 }))).toBe('conflict');
      expect(await outcome(ask({ version }))).toBe('ok');
    }));

  test('keeps the answers to what the products ask, and says what is missing', () =>
    inSandbox(async (db) => {
      const { world, ask } = await staged(db);
      const field: FormField = { name: 'volume', label: 'How much?', kind: 'number', required: true };
      await db
        .update(products)
        .set({ requestFields: [field] })
        .where(eq(products.id, world.weather.id));
      await db.update(settings).set({ requestFields: [{ name: 'why', label: 'Why?', kind: 'text', required: true }] });
      expect(await fieldsOf(ask())).toEqual(['answers.why', 'answers.volume']);
      const { requestId } = await ask({ answers: { why: 'More', volume: '12', unasked: 'x' } });
      expect((await requestRow(db, requestId)).answers.map(({ name, value }) => [name, value])).toEqual([
        ['why', 'More'],
        ['volume', '12'],
      ]);
    }));
});

describe('what cannot be asked for', () => {
  test.each<[string, (world: World) => Partial<ChangeSubmission>, string]>([
    ['no plan', () => ({ planId: '' }), 'planId'],
    ['no product', () => ({ productIds: [] }), 'productIds'],
    ['a draft', (world) => ({ productIds: [world.payments.id, world.secretDraft.id] }), 'productIds'],
    ['a product of another catalog', (world) => ({ productIds: [world.ledgerApi.id] }), 'productIds'],
    ['a product that never was', (world) => ({ productIds: [world.payments.id, randomUUID()] }), 'productIds'],
    [
      'a catalog for others',
      (world) => ({ catalogId: world.backendCatalog.id, productIds: [world.ledgerApi.id] }),
      'planId',
    ],
    ['a catalog that never was', () => ({ catalogId: randomUUID() }), 'planId'],
    ['a plan that never was', () => ({ planId: randomUUID() }), 'planId'],
  ])('%s', (_name, wish, field) =>
    inSandbox(async (db) => {
      const { world, ask } = await staged(db);
      expect(await fieldsOf(ask(wish(world)))).toEqual([field]);
      expect(await db.select().from(accessRequests).where(sql`changes_request_id is not null`)).toEqual([]);
    }),
  );

  test('a plan that is archived, not of the catalog, or of another gateway', () =>
    inSandbox(async (db) => {
      const { world, ask } = await staged(db);
      const { id } = world.standard;
      await db.update(plans).set({ isArchived: true }).where(eq(plans.id, id));
      expect(await fieldsOf(ask())).toEqual(['planId']);
      await db.update(plans).set({ isArchived: false }).where(eq(plans.id, id));
      await db.delete(catalogPlans).where(eq(catalogPlans.planId, id));
      expect(await fieldsOf(ask())).toEqual(['planId']);
    }));

  test('a product that the portal no longer offers there, unless the key has it already', () =>
    inSandbox(async (db) => {
      const { world, ask } = await staged(db);
      await db.delete(catalogProducts).where(eq(catalogProducts.catalogId, world.publicCatalog.id));
      await db.insert(catalogProducts).values({ catalogId: world.publicCatalog.id, productId: world.weather.id });
      expect(await outcome(ask())).toBe('ok');
      await db.update(accessRequests).set({ status: 'cancelled' }).where(sql`changes_request_id is not null`);
      await db.update(products).set({ state: 'retired' }).where(eq(products.id, world.payments.id));
      expect(await fieldsOf(ask())).toEqual(['productIds']);
    }));

  test('more than the allowance of the plan, whatever changed since', () =>
    inSandbox(async (db) => {
      const { world, ask } = await staged(db);
      // The key was asked for on the standard plan; that counts, also when its plan is another one by now.
      await db
        .update(plans)
        .set({ requestAllowance: 1, allowancePeriodDays: 7 })
        .where(eq(plans.id, world.standard.id));
      const { requestId } = await ask({ planId: world.free.id });
      expect(await requestRow(db, requestId)).toMatchObject({ status: 'approved' });
      await db.update(accessRequests).set({ status: 'fulfilled' }).where(eq(accessRequests.id, requestId));
      expect(await outcome(ask())).toBe('conflict');
      expect(await outcome(seedRequest(db, world, { by: world.tom }))).toBe('conflict');
    }));
});
