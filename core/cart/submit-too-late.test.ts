import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { accessRequests, catalogPlans, organizations, plans, products, users } from '@/db/schema';
import { asking } from '@/test/asking-form';
import { contextFor, inSandbox } from '@/test/harness';
import { outcome } from '@/test/outcome';
import { refusalOf } from '@/test/refusal-of';
import { castOf, seedApp, seedWorld } from '@/test/world';
import { submitCartGroup } from './submit';

describe('asking for what has changed meanwhile', () => {
  test('an empty cart, another cart than the one seen, or somebody else’s asks for nothing [Z-11]', () =>
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
      const refusal = (appId: string) => refusalOf(again.submit({ app: { kind: 'existing', appId } }));
      const unseen = await refusal(foreign.id);
      expect(unseen).toMatchObject({ code: 'not_found' });
      expect(await refusal(hers.id)).toEqual(unseen);
      expect(await refusal(randomUUID())).toEqual(unseen);
    }));

  test('an app asks once at a time for the same plan [R-08]', () =>
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
