import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { accessRequests, apps, auditEvents, mails, plans, products } from '@/db/schema';
import { asking } from '@/test/asking-form';
import { unboxed } from '@/test/harness';
import { outcome } from '@/test/outcome';
import { seedWorld } from '@/test/world';

describe('a crowd', () => {
  // Delete lockAsker from submit and this must fail.
  test('of clicks on one form makes one app, one request, one mail to each decider, and one answer [S-13]', () =>
    unboxed(async (db) => {
      const world = await seedWorld(db);
      const { submit } = await asking(db, world);
      const answers = await Promise.all(Array.from({ length: 12 }, () => submit()));
      expect(new Set(answers.map(({ requestId }) => requestId)).size).toBe(1);
      expect(await db.select().from(accessRequests)).toHaveLength(1);
      expect(await db.select().from(apps)).toHaveLength(2);
      expect(await db.select().from(mails)).toHaveLength(3);
      expect(
        await db
          .select()
          .from(auditEvents)
          .where(eq(auditEvents.event, 'access_request.submitted'))
          .orderBy(auditEvents.id),
      ).toHaveLength(1);
    }));

  test('of tabs with the same cart asks once; the others are told that the cart has changed [R-08]', () =>
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

  test('while the product is being withdrawn either asks in time or is clearly refused [R-12]', () =>
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
