import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { approvalRules, auditEvents, organizations, plans } from '@/db/schema';
import { contextFor, inSandbox } from '@/test/harness';
import { ruleWish } from '@/test/rules';
import { seedWorld } from '@/test/world';
import { changeRule } from './change-rule';
import { createRule } from './create-rule';
import { deleteRule } from './delete-rule';
import { getRule } from './get-rule';
import { listRules } from './list-rules';
import { orderRules } from './order-rules';

describe('rules', () => {
  test('names of organizations and teams are kept as what they stand for, and shown as names', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const ctx = contextFor(db, world.alan);
      const { ruleId } = await createRule(
        ctx,
        ruleWish({ organizations: ['Acme', ' Evil  Works '], teams: ['Acme / Backend'], emailDomains: ['ACME.test'] }),
      );
      const [row] = await db.select().from(approvalRules).where(eq(approvalRules.id, ruleId));
      expect(row?.conditions).toEqual({
        organizationIds: expect.arrayContaining([world.acme.id, world.evil.id]),
        teamIds: [world.backend.id],
        emailDomains: ['acme.test'],
        isFirstRequest: true,
      });
      expect((await getRule(ctx, { ruleId })).conditions).toMatchObject({
        organizations: expect.arrayContaining(['Acme', 'Evil Works']),
        teams: ['Acme / Backend'],
        isFirstRequest: true,
        hasVerifiedDomain: null,
      });
    }));

  test('everything that is wrong is told at once, and a rule that approves whatever comes is refused', () =>
    inSandbox(async (db) => {
      const { alan } = await seedWorld(db);
      const ctx = contextFor(db, alan);
      const wrong = ruleWish({
        name: ' ',
        planIds: ['00000000-0000-7000-8000-000000000000'],
        organizations: ['Nobody Inc'],
        teams: ['Backend'],
        emailDomains: ['not a domain'],
      });
      await expect(createRule(ctx, wrong)).rejects.toMatchObject({
        fieldErrors: {
          name: [expect.any(String)],
          planIds: [expect.any(String)],
          organizations: [expect.stringContaining('Nobody Inc')],
          teams: [expect.stringContaining('Backend')],
          emailDomains: [expect.stringContaining('not a domain')],
        },
      });
      await expect(createRule(ctx, ruleWish({ firstRequest: 'any' }))).rejects.toMatchObject({
        fieldErrors: { outcome: [expect.stringContaining('every request')] },
      });
      await createRule(ctx, ruleWish({ firstRequest: 'any', outcome: 'ask_admins' }));
    }));

  // Forget what is gone when the rule is saved, and a rule for one plan becomes a rule for all.
  test('a condition on something that was deleted stays a condition when the rule is saved again', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const ctx = contextFor(db, world.alan);
      const [gone] = await db.insert(plans).values({ slug: 'gone', displayName: 'Gone' }).returning({ id: plans.id });
      const [company] = await db
        .insert(organizations)
        .values({ name: 'Leaving', nameKey: 'leaving', status: 'active' })
        .returning({ id: organizations.id });
      if (!gone || !company) throw new Error('nothing was inserted');
      const wish = ruleWish({ planIds: [gone.id], organizations: ['Leaving'], firstRequest: 'any' });
      const { ruleId } = await createRule(ctx, wish);
      await db.delete(plans).where(eq(plans.id, gone.id));
      await db.delete(organizations).where(eq(organizations.id, company.id));

      const shown = await getRule(ctx, { ruleId });
      expect(shown.conditions.organizations).toEqual([company.id]);
      const again = {
        planIds: shown.conditions.plans.map(({ id }) => id),
        organizations: shown.conditions.organizations,
      };
      await changeRule(ctx, { ...wish, ...again, ruleId, version: 1 });
      const [row] = await db.select().from(approvalRules).where(eq(approvalRules.id, ruleId));
      expect(row?.conditions).toEqual({ planIds: [gone.id], organizationIds: [company.id] });
    }));

  test('a change says in the audit log what was changed from what to what, and a stale one is refused', () =>
    inSandbox(async (db) => {
      const { alan } = await seedWorld(db);
      const ctx = contextFor(db, alan);
      const { ruleId } = await createRule(ctx, ruleWish());
      await changeRule(ctx, { ...ruleWish({ outcome: 'ask_admins' }), ruleId, version: 1 });
      const [event] = await db
        .select()
        .from(auditEvents)
        .where(eq(auditEvents.event, 'approval_rule.changed'))
        .orderBy(auditEvents.id);
      expect(event?.detail).toEqual({
        rule: 'First ones',
        changes: { outcome: { from: 'approve', to: 'ask_admins' } },
      });
      await expect(changeRule(ctx, { ...ruleWish(), ruleId, version: 1 })).rejects.toMatchObject({ code: 'conflict' });
      await expect(deleteRule(ctx, { ruleId, version: 1 })).rejects.toMatchObject({ code: 'conflict' });
      await deleteRule(ctx, { ruleId, version: 2 });
      await expect(getRule(ctx, { ruleId })).rejects.toMatchObject({ code: 'not_found' });
    }));

  test('are listed in the order that they were put into; an order that misses one is refused', () =>
    inSandbox(async (db) => {
      const { alan, audrey } = await seedWorld(db);
      const ctx = contextFor(db, alan);
      const one = await createRule(ctx, ruleWish({ name: 'One' }));
      const two = await createRule(ctx, ruleWish({ name: 'Two' }));
      await orderRules(ctx, { ruleIds: [two.ruleId, one.ruleId] });
      expect((await listRules(contextFor(db, audrey))).map(({ name }) => name)).toEqual(['Two', 'One']);
      await expect(orderRules(ctx, { ruleIds: [two.ruleId] })).rejects.toMatchObject({ code: 'conflict' });
      await expect(orderRules(ctx, { ruleIds: [two.ruleId, two.ruleId] })).rejects.toMatchObject({ code: 'conflict' });
    }));

  test('are read by portal admins and by nobody else', () =>
    inSandbox(async (db) => {
      const { ada, alan } = await seedWorld(db);
      const { ruleId } = await createRule(contextFor(db, alan), ruleWish());
      await expect(listRules(contextFor(db, ada))).rejects.toMatchObject({ code: 'not_found' });
      await expect(getRule(contextFor(db, ada), { ruleId })).rejects.toMatchObject({ code: 'not_found' });
    }));
});
