import { describe, expect, test } from 'vitest';
import { contextFor, inSandbox } from '@/test/harness';
import { outcome } from '@/test/outcome';
import { seedPolicy } from '@/test/plans';
import { seedRequest } from '@/test/requests';
import { seedWorld } from '@/test/world';
import { exportPlans } from './export-plans';
import { getPlanForAdmin } from './get-plan-for-admin';
import { listPlanChoices } from './list-plan-choices';
import { listPlansForAdmin } from './list-plans-for-admin';

describe('the list', () => {
  test('it says limits, catalogs, live keys, what waits and what is wrong, and finds by name and state', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const ctx = contextFor(db, world.audrey);
      await seedRequest(db, world);
      await seedPolicy(db, world.gateway.id, { policyId: 'plan-free', missingSince: new Date() });
      const { rows } = await listPlansForAdmin(ctx, {});
      expect(rows.map(({ slug }) => slug)).toEqual(['free', 'standard']);
      expect(rows[0]?.problem).toMatch(/missing at the gateway/);
      expect(rows[1]).toMatchObject({ waiting: 1, liveKeys: 0, problem: null, rateRequests: 60 });
      expect(rows[1]?.catalogs).toContain('public');
      const found = async (filter: Parameters<typeof listPlansForAdmin>[1]) =>
        (await listPlansForAdmin(ctx, filter)).rows.map(({ slug }) => slug);
      expect(await found({ search: 'stand' })).toEqual(['standard']);
      expect(await found({ state: 'problem' })).toEqual(['free']);
      expect(await found({ approval: 'auto' })).toEqual(['free']);
      const lines = [];
      for await (const page of await exportPlans(ctx, { state: 'offered' })) lines.push(...page);
      expect(lines).toHaveLength(2);
    }));

  test('nobody but portal admins learns of plans here', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      for (const stranger of [world.ada, world.dora, world.penny, { kind: 'anonymous' } as const]) {
        const ctx = contextFor(db, stranger);
        for (const ask of [
          listPlansForAdmin(ctx, {}),
          exportPlans(ctx, {}),
          listPlanChoices(ctx),
          getPlanForAdmin(ctx, { planId: world.free.id }),
        ]) {
          expect(await outcome(ask)).toBe('not_found');
        }
      }
    }));
});
