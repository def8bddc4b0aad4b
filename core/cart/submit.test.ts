import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import {
  accessRequestProducts,
  accessRequests,
  apps,
  credentials,
  mails,
  notifications,
  plans,
  products,
  settings,
} from '@/db/schema';
import { asking } from '@/test/asking-form';
import { contextFor, inSandbox } from '@/test/harness';
import { seedWorld } from '@/test/world';
import { getAccessRequest } from '../access-requests/get-request';
import { addToCart } from './add';
import { countCartItems } from './count-items';

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

  test('tells every admin who may decide, and nobody else [I-12]', () =>
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

  test('a plan that approves by itself needs no admin: the credential waits for its claim at once [K-24]', () =>
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

  test('an answer stands under its question of that day, whatever admins made of the form since [V-19]', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const hostile = '<img src=x onerror=alert(1)>';
      const field = { name: 'purpose', label: 'What for', kind: 'text' as const, required: true };
      await db.update(settings).set({ requestFields: [field] });
      const { submit } = await asking(db, world, { answers: { purpose: hostile } });
      const { requestId } = await submit();
      for (const requestFields of [[{ ...field, label: 'Number', kind: 'number' as const }], []]) {
        await db.update(settings).set({ requestFields });
        const asked = await getAccessRequest(contextFor(db, world.priya), { requestId });
        expect(asked.answers).toEqual([{ name: 'purpose', label: 'What for', kind: 'text', value: hostile }]);
      }
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

  test('sending the same form again answers the same request [S-13]', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const { submit } = await asking(db, world);
      const first = await submit();
      expect(await submit()).toEqual(first);
      expect(await db.select().from(accessRequests)).toHaveLength(1);
    }));
});
