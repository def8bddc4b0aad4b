import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import type { Database } from '@/db/client';
import {
  accessRequests,
  approvalRules,
  auditEvents,
  catalogProducts,
  organizationDomains,
  plans,
  settings,
  users,
} from '@/db/schema';
import { asking } from '@/test/asking-form';
import { mailed, readRequest } from '@/test/decisions';
import { contextFor, inSandbox } from '@/test/harness';
import { outcome } from '@/test/outcome';
import { ruleWish } from '@/test/rules';
import { setUpThirdParty } from '@/test/third-party';
import { seedWorld, type World } from '@/test/world';
import { createRule } from '../approval-rules/create-rule';
import { deleteRule } from '../approval-rules/delete-rule';
import type { RuleWish } from '../approval-rules/rule-wish';
import { addToCart } from '../cart/add';
import type { Actor } from '../identity/actor';
import { approveAccessRequest } from './approve';
import { declineAccessRequest } from './decline';

async function addRule(db: Database, world: World, more: Partial<RuleWish>): Promise<string> {
  return (await createRule(contextFor(db, world.alan), ruleWish({ firstRequest: 'any', ...more }))).ruleId;
}

/** Asks for Payments as this person (Ada unless told), each time for a new app, and answers what became of it. */
async function ask(db: Database, world: World, by: Actor = world.ada, planId = world.standard.id) {
  const { submit } = await asking(db, world, { planId, app: { kind: 'new', name: `App ${randomUUID()}` } }, by);
  const { requestId } = await submit();
  const request = await readRequest(db, requestId);
  if (!request) throw new Error('ask: there is no request');
  return request;
}

describe('who decides a request', () => {
  test('the first active rule that applies, before the plan, and the request names it', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      await addRule(db, world, { name: 'Off', isActive: false, organizations: ['Acme'] });
      await addRule(db, world, { name: 'Others', organizations: ['Evil Works'] });
      const ruleId = await addRule(db, world, { name: 'Acme is known', organizations: ['Acme'] });
      await addRule(db, world, { name: 'Too late', organizations: ['Acme'], outcome: 'ask_admins' });

      const request = await ask(db, world);
      expect(request).toMatchObject({ status: 'approved', decidedVia: 'auto', ruleId, ruleName: 'Acme is known' });
      const [event] = await db
        .select()
        .from(auditEvents)
        .where(eq(auditEvents.event, 'access_request.approved'))
        .orderBy(auditEvents.id);
      expect(event?.detail).toEqual({ via: 'auto', rule: 'Acme is known', because: 'rule' });
      expect(await mailed(db, 'request-to-decide')).toEqual([]);
      expect((await ask(db, world, world.dora)).status).toBe('pending');
    }));

  test('a rule that asks admins wins over a plan that approves by itself', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      await addRule(db, world, { name: 'Look at it', outcome: 'ask_admins' });
      const request = await ask(db, world, world.ada, world.free.id);
      expect(request).toMatchObject({ status: 'pending', decider: 'admin', ruleName: 'Look at it' });
      expect(await mailed(db, 'request-to-decide')).toHaveLength(3);
      const [event] = await db
        .select()
        .from(auditEvents)
        .where(eq(auditEvents.event, 'access_request.routed'))
        .orderBy(auditEvents.id);
      expect(event?.detail).toEqual({ to: 'admin', because: 'rule', rule: 'Look at it' });
    }));

  test('what a deleted rule decided keeps its name', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const ruleId = await addRule(db, world, { name: 'Known', organizations: ['Acme'] });
      const { id } = await ask(db, world);
      await deleteRule(contextFor(db, world.alan), { ruleId, version: 1 });
      expect(await readRequest(db, id)).toMatchObject({ ruleId: null, ruleName: 'Known', status: 'approved' });
    }));

  test('without a rule the plan, and without that the portal', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      await db.update(settings).set({ decidedBy: 'auto' });
      expect((await ask(db, world)).status).toBe('approved');
      await db.update(plans).set({ decidedBy: 'admin' }).where(eq(plans.id, world.standard.id));
      expect(await ask(db, world)).toMatchObject({ status: 'pending', decider: 'admin' });
      await setUpThirdParty(db);
      await db.update(plans).set({ decidedBy: 'third_party' }).where(eq(plans.id, world.standard.id));
      const request = await ask(db, world);
      expect(request).toMatchObject({ status: 'pending', decider: 'third_party' });
      const days = ((request.thirdPartyUntil?.getTime() ?? 0) - request.createdAt.getTime()) / 86_400_000;
      expect(days).toBeCloseTo(3);
    }));

  test('admins, where another system should and none is set up: nobody waits for an answer that cannot come', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      await db.update(settings).set({ decidedBy: 'third_party' });
      expect(await ask(db, world)).toMatchObject({ decider: 'admin', thirdPartyUntil: null });
      expect(await mailed(db, 'request-to-decide')).toHaveLength(3);
    }));

  test('another system is not disturbed by mails to admins, who may be faster all the same', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      await setUpThirdParty(db);
      await db.update(settings).set({ decidedBy: 'third_party' });
      const first = await ask(db, world);
      expect(await mailed(db, 'request-to-decide')).toEqual([]);
      await approveAccessRequest(contextFor(db, world.arun), { requestId: first.id });
      expect(await readRequest(db, first.id)).toMatchObject({ decidedVia: 'admin', decidedBy: world.arun.userId });
      const second = await ask(db, world);
      await approveAccessRequest(contextFor(db, world.alan), { requestId: second.id, via: 'third_party' });
      expect(await readRequest(db, second.id)).toMatchObject({ decidedVia: 'third_party' });
    }));

  test('a programme of an admin that decides what waits for admins counts as that admin', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const { id } = await ask(db, world);
      await declineAccessRequest(contextFor(db, world.alan), { requestId: id, reason: 'No.', via: 'third_party' });
      expect(await readRequest(db, id)).toMatchObject({ decidedVia: 'admin', status: 'declined' });
    }));
});

describe('a condition', () => {
  // Let one product of the list be enough to approve, and what nobody meant comes along with it.
  test('on products approves only what asks for nothing else, and asks about whatever has one of them', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      await addRule(db, world, { productIds: [world.payments.id] });
      expect((await ask(db, world)).status).toBe('approved');
      await addToCart(contextFor(db, world.ada), { catalogSlug: 'public', productSlug: 'weather' });
      expect((await ask(db, world)).status).toBe('pending');
      await db.update(approvalRules).set({ outcome: 'ask_admins' });
      await addToCart(contextFor(db, world.ada), { catalogSlug: 'public', productSlug: 'weather' });
      expect((await ask(db, world)).ruleName).toBe('First ones');
    }));

  test('on plan, catalog and team looks at the request and at whoever asks', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      await addRule(db, world, { name: 'Plan', planIds: [world.free.id], outcome: 'ask_admins' });
      await addRule(db, world, { name: 'Catalog', catalogIds: [world.partnerCatalog.id] });
      await addRule(db, world, { name: 'Team', teams: ['Acme / Backend'] });
      expect((await ask(db, world, world.ada, world.free.id)).ruleName).toBe('Plan');
      expect((await ask(db, world, world.ada)).ruleName).toBe('');
      expect((await ask(db, world, world.tom)).ruleName).toBe('Team');
      await db.insert(catalogProducts).values({ catalogId: world.partnerCatalog.id, productId: world.weather.id });
      await addToCart(contextFor(db, world.ada), { catalogSlug: 'partners', productSlug: 'weather' });
      const { submit } = await asking(db, world, { catalogId: world.partnerCatalog.id });
      expect((await readRequest(db, (await submit()).requestId))?.ruleName).toBe('Catalog');
    }));

  // Compare the ends of addresses, and not-acme.test is Acme's.
  test('on a domain counts whole domains', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      await addRule(db, world, { name: 'Mail', emailDomains: ['acme.test', '*.corp.test'] });
      const asksFrom = async (email: string) => {
        await db.update(users).set({ email }).where(eq(users.id, world.ada.userId));
        return (await ask(db, world)).ruleName;
      };
      expect(await asksFrom('ada@acme.test')).toBe('Mail');
      expect(await asksFrom('ada@not-acme.test')).toBe('');
      expect(await asksFrom('ada@sub.acme.test')).toBe('');
      expect(await asksFrom('ada@a.b.corp.test')).toBe('Mail');
      expect(await asksFrom('ada@corp.test')).toBe('');
    }));

  test('on a verified domain wants it to be the one of the requester’s own organization', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      await addRule(db, world, { name: 'Verified', verifiedDomain: 'yes' });
      expect((await ask(db, world)).ruleName).toBe('');
      const [domain] = await db
        .insert(organizationDomains)
        .values({ domain: 'acme.test', organizationId: world.evil.id })
        .returning();
      expect((await ask(db, world)).ruleName).toBe('');
      await db.update(organizationDomains).set({ organizationId: world.acme.id });
      expect(domain).toBeDefined();
      expect((await ask(db, world)).ruleName).toBe('Verified');
    }));

  test('on what was before counts the organization, and in the default organization the person', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      await addRule(db, world, { name: 'First', firstRequest: 'yes', outcome: 'ask_admins' });
      await addRule(db, world, { name: 'Known', approvedBefore: 'yes' });
      const first = await ask(db, world);
      expect(first.ruleName).toBe('First');
      expect(await ask(db, world, world.tom)).toMatchObject({ ruleName: '', status: 'pending' });
      await approveAccessRequest(contextFor(db, world.alan), { requestId: first.id });
      expect(await ask(db, world, world.tom)).toMatchObject({ ruleName: 'Known', status: 'approved' });
      expect((await ask(db, world, world.dora)).ruleName).toBe('First');
      expect((await ask(db, world, world.dan)).ruleName).toBe('First');
    }));
});

// Count by the plan that a request says now, and changing a key's plan gives a request for the old one back.
test('a granted change of plan gives no request of the old plan back, and is one of the new plan', () =>
  inSandbox(async (db) => {
    const world = await seedWorld(db);
    await db.update(plans).set({ requestAllowance: 2, allowancePeriodDays: 7 });
    const contract = await ask(db, world);
    const change = await ask(db, world, world.ada, world.free.id);
    // What granting writes (core/credentials/apply-terms.ts).
    await db
      .update(accessRequests)
      .set({
        changesRequestId: contract.id,
        appId: contract.appId,
        status: 'fulfilled',
        replaced: { ...contract, products: [], expiries: {} },
      })
      .where(eq(accessRequests.id, change.id));
    await db.update(accessRequests).set({ planId: world.free.id }).where(eq(accessRequests.id, contract.id));

    const asks = (planId: string) => outcome(ask(db, world, world.ada, planId));
    expect([await asks(world.standard.id), await asks(world.standard.id)]).toEqual(['ok', 'conflict']);
    expect([await asks(world.free.id), await asks(world.free.id)]).toEqual(['ok', 'conflict']);
  }));
