import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import type { Database } from '@/db/client';
import {
  accessRequestProducts,
  accessRequests,
  apps,
  auditEvents,
  catalogPlans,
  credentials,
  mails,
  notifications,
  organizations,
  plans,
  products,
  settings,
  users,
} from '@/db/schema';
import { contextFor, inSandbox, unboxed } from '@/test/harness';
import { castOf, seedApp, seedWorld, type World } from '@/test/world';
import type { Actor } from '../identity/actor';
import { addToCart } from './add';
import { countCartItems } from './count-items';
import { type CartSubmission, submitCartGroup } from './submit';

const outcome = (work: Promise<unknown>) =>
  work.then(() => 'ok').catch((error: { code?: string }) => error.code ?? 'fault');

/** Ada's cart holds Payments of the public catalog; this is what her form sends. */
async function asking(db: Database, world: World, more: Partial<CartSubmission> = {}, actor: Actor = world.ada) {
  await addToCart(contextFor(db, actor), { catalogSlug: 'public', productSlug: 'payments' });
  const form: CartSubmission = {
    catalogId: world.publicCatalog.id,
    gatewayId: world.gateway.id,
    planId: world.standard.id,
    app: { kind: 'new', name: 'Harbour lights' },
    answers: {},
    submissionKey: randomUUID(),
    ...more,
  };
  return {
    form,
    submit: (change: Partial<CartSubmission> = {}) => submitCartGroup(contextFor(db, actor), { ...form, ...change }),
  };
}

describe('asking for access', () => {
  test('makes the app and the request with its terms copied, and takes the products out of the cart', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      await addToCart(contextFor(db, world.ada), { catalogSlug: 'internal', productSlug: 'weather' });
      const { submit } = await asking(db, world);

      const { requestId, appId, status } = await submit();

      expect(status).toBe('pending');
      const [request] = await db.select().from(accessRequests).where(eq(accessRequests.id, requestId));
      expect(request).toMatchObject({
        appId,
        organizationId: world.acme.id,
        requestedBy: world.ada.userId,
        status: 'pending',
        delivery: 'secure',
        terms: { slug: 'standard', limitsPolicyId: 'plan-standard', rateRequests: 60, ratePerSeconds: 60 },
      });
      const [app] = await db.select().from(apps).where(eq(apps.id, appId));
      expect(app).toMatchObject({ name: 'Harbour lights', visibility: 'organization', ownerId: world.ada.userId });
      const asked = await db.select().from(accessRequestProducts);
      expect(asked).toEqual([
        { accessRequestId: requestId, productId: world.payments.id, accessPolicyId: 'acl-payments' },
      ]);
      // The other catalog's product stays for a request of its own.
      expect(await countCartItems(contextFor(db, world.ada))).toBe(1);
      expect(await db.select().from(credentials)).toEqual([]);
    }));

  test('editing the plan or the product afterwards rewrites nothing', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const { requestId } = await (await asking(db, world)).submit();
      await db.update(plans).set({ rateRequests: 9999, limitsPolicyId: 'wide' });
      await db.update(products).set({ accessPolicyId: 'everything' });
      const [request] = await db.select().from(accessRequests).where(eq(accessRequests.id, requestId));
      expect(request?.terms).toMatchObject({ rateRequests: 60, limitsPolicyId: 'plan-standard' });
      const [asked] = await db.select().from(accessRequestProducts);
      expect(asked?.accessPolicyId).toBe('acl-payments');
    }));

  test('tells every admin who may decide, and nobody else', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const { requestId } = await (await asking(db, world)).submit();
      const told = await db.select({ to: mails.toUserId }).from(mails).where(eq(mails.message, 'request-to-decide'));
      const deciders = [world.priya, world.alan, world.arun].map(({ userId }) => userId).sort();
      expect(told.map(({ to }) => to).sort()).toEqual(deciders);
      const noted = await db.select().from(notifications);
      expect(noted.map(({ userId }) => userId).sort()).toEqual(deciders);
      expect(noted[0]).toMatchObject({
        title: 'Ada Test of Acme asks for payments',
        href: `/admin/requests/${requestId}`,
      });
    }));

  test('a plan that approves by itself needs no admin: the credential waits for its claim at once', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const { requestId, status } = await (await asking(db, world, { planId: world.free.id })).submit();
      expect(status).toBe('approved');
      const [request] = await db.select().from(accessRequests).where(eq(accessRequests.id, requestId));
      expect(request).toMatchObject({ status: 'approved', decidedVia: 'auto', decidedBy: null });
      const [credential] = await db.select().from(credentials);
      expect(credential).toMatchObject({ accessRequestId: requestId, status: 'awaiting_claim' });
      const sent = await db.select({ message: mails.message, to: mails.toUserId }).from(mails);
      expect(sent).toEqual([{ message: 'request-approved-confirm', to: world.ada.userId }]);
    }));

  test('with plain delivery the approval sends no link: the key itself follows', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      await db.update(settings).set({ keyDelivery: 'plain' });
      await (await asking(db, world, { planId: world.free.id })).submit();
      expect(await db.select().from(mails)).toEqual([]);
      const [credential] = await db.select({ status: credentials.status }).from(credentials);
      expect(credential?.status).toBe('provisioning');
    }));

  test('in the default organization the app is the person’s own', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const { appId } = await (await asking(db, world, {}, world.dora)).submit();
      const [app] = await db.select().from(apps).where(eq(apps.id, appId));
      expect(app?.visibility).toBe('personal');
    }));

  test('answers are checked against the fields, errors stand beside them', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const field = { name: 'volume', label: 'Calls a day', kind: 'number' as const, required: true };
      await db.update(settings).set({ requestFields: [field] });
      const { submit } = await asking(db, world);
      await expect(submit({ answers: { volume: 'many' } })).rejects.toMatchObject({
        fieldErrors: { 'answers.volume': [expect.stringContaining('Enter a number')] },
      });
      expect(await countCartItems(contextFor(db, world.ada))).toBe(1);
      const { requestId } = await submit({ answers: { volume: '12', status: 'approved' } });
      const [request] = await db.select().from(accessRequests).where(eq(accessRequests.id, requestId));
      expect(request?.answers).toEqual([{ name: 'volume', label: 'Calls a day', kind: 'number', value: '12' }]);
    }));

  test('everything that is missing is told at once', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const field = { name: 'why', label: 'Why?', kind: 'text' as const, required: true };
      await db.update(settings).set({ requestFields: [field] });
      const { submit } = await asking(db, world);
      const empty = submit({ planId: '', app: { kind: 'new', name: ' ' } });
      await expect(empty).rejects.toSatisfy(
        ({ fieldErrors }) => Object.keys(fieldErrors).join() === 'planId,answers.why,appName',
      );
      const chooseApp = submit({ answers: { why: 'x' }, app: { kind: 'existing', appId: '' } });
      await expect(chooseApp).rejects.toMatchObject({ fieldErrors: { appId: ['Choose an app.'] } });
    }));

  test('sending the same form again answers the same request', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const { submit } = await asking(db, world);
      const first = await submit();
      expect(await submit()).toEqual(first);
      expect(await db.select().from(accessRequests)).toHaveLength(1);
    }));
});

describe('asking for what has changed meanwhile', () => {
  test('an empty cart, another cart than the one seen, or somebody else’s asks for nothing', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const { form, submit } = await asking(db, world);
      const foreign = submitCartGroup(contextFor(db, world.tom), form);
      expect(await outcome(foreign)).toBe('conflict');
      expect(await outcome(submit({ productIds: [world.payments.id, world.weather.id] }))).toBe('conflict');
      expect(await outcome(submit({ catalogId: world.internalCatalog.id }))).toBe('conflict');
      expect(await db.select().from(accessRequests)).toEqual([]);
      expect(await outcome(submit({ productIds: [world.payments.id] }))).toBe('ok');
    }));

  test('a product that was withdrawn cannot be asked for', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const { submit } = await asking(db, world);
      await db.update(products).set({ state: 'retired' }).where(eq(products.id, world.payments.id));
      expect(await outcome(submit())).toBe('conflict');
    }));

  test('a plan that the catalog offers no more, or that another gateway enforces, is refused beside the plans', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const { submit } = await asking(db, world);
      await db.update(plans).set({ isArchived: true }).where(eq(plans.id, world.standard.id));
      await expect(submit()).rejects.toMatchObject({ fieldErrors: { planId: [expect.any(String)] } });
      await db.delete(catalogPlans).where(eq(catalogPlans.planId, world.free.id));
      await expect(submit({ planId: world.free.id })).rejects.toMatchObject({ code: 'invalid' });
    }));

  test('more apps do not get around the allowance of a plan', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      await db.update(plans).set({ requestAllowance: 1, allowancePeriodDays: 7 });
      await (await asking(db, world)).submit();
      const { submit } = await asking(db, world, { app: { kind: 'new', name: 'Another' } }, world.tom);
      await expect(submit()).rejects.toThrow('Acme has made all 1 requests');
    }));

  test('an existing app is used when it is shared with me; a stranger’s does not exist', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const { submit } = await asking(db, world, {}, world.tom);
      const own = await submit({ app: { kind: 'existing', appId: world.ledger.id } });
      expect(own.appId).toBe(world.ledger.id);
      const hers = await seedApp(db, world.ada, 'Hers', 'personal');
      const foreign = await seedApp(db, world.eve, 'Foreign', 'organization');
      const again = await asking(db, world, {}, world.tom);
      const refusal = (appId: string) =>
        again.submit({ app: { kind: 'existing', appId } }).catch((error: unknown) => error);
      const unseen = await refusal(foreign.id);
      expect(unseen).toMatchObject({ code: 'not_found' });
      expect(await refusal(hers.id)).toEqual(unseen);
      expect(await refusal(randomUUID())).toEqual(unseen);
    }));

  test('an app asks once at a time for the same plan', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const app = { kind: 'existing' as const, appId: world.ledger.id };
      await (await asking(db, world, { app })).submit();
      expect(await outcome((await asking(db, world, { app })).submit())).toBe('conflict');
    }));

  test('whoever stopped being active since the page was shown is refused', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const { submit } = await asking(db, world);
      await db.update(users).set({ status: 'inactive' }).where(eq(users.id, world.ada.userId));
      expect(await outcome(submit())).toBe('forbidden');
      await db.update(users).set({ status: 'active' }).where(eq(users.id, world.ada.userId));
      await db.update(organizations).set({ status: 'suspended' }).where(eq(organizations.id, world.acme.id));
      expect(await outcome(submit())).toBe('forbidden');
    }));

  test('nobody but an active developer asks for anything', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const { form } = await asking(db, world);
      for (const name of ['olga', 'penny', 'ursula', 'ivan', 'priya', 'audrey', 'nobody']) {
        const actor = castOf(world)[name];
        if (!actor) throw new Error(name);
        expect(await outcome(submitCartGroup(contextFor(db, actor), form))).toBe('forbidden');
      }
    }));
});

describe('a crowd', () => {
  // Delete lockAsker from submit and this must fail.
  test('of clicks on one form makes one app, one request, one mail to each decider, and one answer', () =>
    unboxed(async (db) => {
      const world = await seedWorld(db);
      const { submit } = await asking(db, world);
      const answers = await Promise.all(Array.from({ length: 12 }, () => submit()));
      expect(new Set(answers.map(({ requestId }) => requestId)).size).toBe(1);
      expect(await db.select().from(accessRequests)).toHaveLength(1);
      expect(await db.select().from(apps)).toHaveLength(2);
      expect(await db.select().from(mails)).toHaveLength(3);
      expect(await db.select().from(auditEvents).where(eq(auditEvents.event, 'access_request.submitted'))).toHaveLength(
        1,
      );
    }));

  test('of tabs with the same cart asks once; the others are told that the cart has changed', () =>
    unboxed(async (db) => {
      const world = await seedWorld(db);
      const { submit } = await asking(db, world);
      const tabs = Array.from({ length: 8 }, () => outcome(submit({ submissionKey: randomUUID() })));
      expect((await Promise.all(tabs)).sort()).toEqual([...Array(7).fill('conflict'), 'ok']);
    }));

  // Delete the organization's lock and this must fail.
  test('of colleagues never gets more than the plan allows', () =>
    unboxed(async (db) => {
      const world = await seedWorld(db);
      await db.update(plans).set({ requestAllowance: 1, allowancePeriodDays: 7 });
      const forms = [await asking(db, world), await asking(db, world, {}, world.tom)];
      const outcomes = await Promise.all(forms.map(({ submit }) => outcome(submit())));
      expect(outcomes.sort()).toEqual(['conflict', 'ok']);
    }));

  test('while the product is being withdrawn either asks in time or is clearly refused', () =>
    unboxed(async (db) => {
      const world = await seedWorld(db);
      for (let round = 0; round < 5; round += 1) {
        await db.update(products).set({ state: 'published' }).where(eq(products.id, world.payments.id));
        const { submit } = await asking(db, world, { app: { kind: 'new', name: `Round ${round}` } });
        const [asked] = await Promise.all([
          outcome(submit()),
          db.update(products).set({ state: 'retired' }).where(eq(products.id, world.payments.id)),
        ]);
        expect(['ok', 'conflict']).toContain(asked);
      }
    }));
});
