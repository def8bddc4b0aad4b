import { describe, expect, test } from 'vitest';
import type { Database } from '@/db/client';
import { accessRequests, plans } from '@/db/schema';
import { asking } from '@/test/asking-form';
import { crowd } from '@/test/crowd';
import { contextFor, unboxed } from '@/test/harness';
import { outcome } from '@/test/outcome';
import { ruleWish } from '@/test/rules';
import { seedDeveloper, seedWorld, type World } from '@/test/world';
import { createRule } from '../approval-rules/create-rule';
import { deleteRule } from '../approval-rules/delete-rule';
import { orderRules } from '../approval-rules/order-rules';
import type { RuleWish } from '../approval-rules/rule-wish';

/** They take turns, since they are of one organization: as many as get theirs on a busy machine. */
const PEOPLE = 8;

async function addRule(db: Database, world: World, more: Partial<RuleWish>): Promise<string> {
  return (await createRule(contextFor(db, world.alan), ruleWish({ firstRequest: 'any', ...more }))).ruleId;
}

/** So many colleagues of Acme, each with a filled form for an app of their own. */
async function colleagues(db: Database, world: World) {
  const people = await Promise.all(
    Array.from({ length: PEOPLE }, (_, index) =>
      seedDeveloper(db, `Person${index}`, world.ada.organization, 'team_member'),
    ),
  );
  return Promise.all(
    people.map((person) => asking(db, world, { app: { kind: 'new', name: person.firstName } }, person)),
  );
}

describe('a crowd from many apps', () => {
  // Drop lockAsker from the submit, and several are the first.
  test('has one first request', () =>
    unboxed(async (db) => {
      const world = await seedWorld(db);
      await addRule(db, world, { firstRequest: 'yes' });
      const forms = await colleagues(db, world);
      const { won, refused } = await crowd(async (index) => forms[index]?.submit(), PEOPLE);
      expect(refused).toEqual([]);
      expect(won.filter((submitted) => submitted?.status === 'approved')).toHaveLength(1);
    }));

  // Drop lockAsker from the submit, and several count the same requests before theirs.
  test('gets no more requests than the plan allows, whoever approves them', () =>
    unboxed(async (db) => {
      const world = await seedWorld(db);
      await db.update(plans).set({ requestAllowance: 3, allowancePeriodDays: 7 });
      await addRule(db, world, { organizations: ['Acme'] });
      const forms = await colleagues(db, world);
      const { won, refused } = await crowd(async (index) => forms[index]?.submit(), PEOPLE);
      expect(won).toHaveLength(3);
      expect(refused).toHaveLength(PEOPLE - 3);
      expect(await db.select().from(accessRequests)).toHaveLength(3);
    }));
});

// Read the rules without holding them, and a request may name one that is gone: a fault for whoever asks.
test('while a rule is deleted or ordered, each request is decided by what there was before or after', () =>
  unboxed(async (db) => {
    const world = await seedWorld(db);
    const other = await addRule(db, world, { name: 'Other', organizations: ['Evil Works'] });
    const forms = await colleagues(db, world);
    const ruleId = await addRule(db, world, { name: 'Going', organizations: ['Acme'] });
    const ctx = contextFor(db, world.alan);
    const acts = [
      () => orderRules(ctx, { ruleIds: [ruleId, other] }),
      () => orderRules(ctx, { ruleIds: [other, ruleId] }),
      () => deleteRule(ctx, { ruleId, version: 1 }),
    ];
    const { won, refused } = await crowd(async (index) => {
      if (index >= PEOPLE) return outcome(acts[index - PEOPLE]?.() ?? Promise.resolve());
      return (await forms[index]?.submit())?.status ?? 'none';
    }, PEOPLE + acts.length);
    expect(refused).toEqual([]);
    expect(won.filter((one) => !['approved', 'pending', 'ok', 'conflict'].includes(one))).toEqual([]);
    const requests = await db.select().from(accessRequests);
    for (const { status, ruleName } of requests) expect(ruleName).toBe(status === 'approved' ? 'Going' : '');
    expect(requests).toHaveLength(PEOPLE);
  }));
