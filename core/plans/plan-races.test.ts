import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { accessRequests, auditEvents } from '@/db/schema';
import { contextFor, unboxed } from '@/test/harness';
import { outcome } from '@/test/outcome';
import { planInput } from '@/test/plans';
import { seedRequest } from '@/test/requests';
import { seedWorld } from '@/test/world';
import { archivePlan } from './archive-plan';
import { changePlan } from './change-plan';
import { createPlan } from './create-plan';

// Delete `.for('update')` from lockPlan and this must fail.
test('of many admins who save the same version one wins', () =>
  unboxed(async (db) => {
    const world = await seedWorld(db);
    const { planId } = await createPlan(contextFor(db, world.alan), planInput());
    const saves = Array.from({ length: 8 }, (_, index) => {
      const form = planInput({ name: `Gold ${index}`, catalogIds: index % 2 ? [world.publicCatalog.id] : [] });
      return outcome(changePlan(contextFor(db, world.priya), { ...form, planId, version: 1, confirmed: '' }));
    });
    const met = await Promise.all(saves);
    expect(met.filter((word) => word === 'ok')).toHaveLength(1);
    expect(met.filter((word) => word === 'conflict')).toHaveLength(7);
    const events = await db
      .select()
      .from(auditEvents)
      .where(eq(auditEvents.event, 'plan.changed'))
      .orderBy(auditEvents.id);
    expect(events).toHaveLength(1);
  }));

// A request holds its plan shared: whichever comes first, none stands on a plan that was archived before it.
test('a request is submitted before its plan is archived, or not at all [R-12]', () =>
  unboxed(async (db) => {
    const world = await seedWorld(db);
    for (let round = 0; round < 4; round += 1) {
      const form = planInput({ name: `Race ${round}`, catalogIds: [world.publicCatalog.id] });
      const { planId } = await createPlan(contextFor(db, world.alan), form);
      const [asked, ended] = await Promise.all([
        outcome(seedRequest(db, world, { plan: { id: planId } })),
        outcome(archivePlan(contextFor(db, world.alan), { planId, version: 1 })),
      ]);
      const requests = await db
        .select({ id: accessRequests.id })
        .from(accessRequests)
        .where(eq(accessRequests.planId, planId));
      expect(ended).toBe('ok');
      expect(['ok', 'invalid']).toContain(asked);
      expect(requests).toHaveLength(asked === 'ok' ? 1 : 0);
      expect(await outcome(seedRequest(db, world, { plan: { id: planId } }))).toBe('invalid');
    }
  }));
