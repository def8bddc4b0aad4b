import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { accessRequests, auditEvents } from '@/db/schema';
import { contextFor, inSandbox } from '@/test/harness';
import { seedRequest } from '@/test/requests';
import { ruleWish } from '@/test/rules';
import { seedWorld } from '@/test/world';
import { approveAccessRequest } from '../access-requests/approve';
import { cancelAccessRequest } from '../access-requests/cancel';
import { declineAccessRequest } from '../access-requests/decline';
import { createRule } from './create-rule';
import { dryRunRules } from './dry-run';

const none = { total: 0, approved: 0, declined: 0, automatic: 0, undecided: 0 };

test('a dry run says what each rule and all together would have made of the past, and changes nothing', () =>
  inSandbox(async (db) => {
    const world = await seedWorld(db);
    const as = (actor: typeof world.alan) => contextFor(db, actor);
    const first = await seedRequest(db, world, { app: 'First' });
    await approveAccessRequest(as(world.alan), first);
    const second = await seedRequest(db, world, { app: 'Second' });
    await declineAccessRequest(as(world.alan), { ...second, reason: 'No.' });
    await seedRequest(db, world, { app: 'Itself', plan: world.free });
    const third = await seedRequest(db, world, { app: 'Third', by: world.dora });
    await cancelAccessRequest(contextFor(db, world.dora), third);
    const old = await seedRequest(db, world, { app: 'Old', by: world.eve });
    await db
      .update(accessRequests)
      .set({ createdAt: new Date(Date.now() - 40 * 86_400_000) })
      .where(eq(accessRequests.id, old.requestId));

    const ctx = as(world.alan);
    const known = await createRule(
      ctx,
      ruleWish({ name: 'Known', isActive: false, firstRequest: 'any', approvedBefore: 'yes' }),
    );
    const firstOnes = await createRule(ctx, ruleWish({ name: 'First ones', outcome: 'ask_admins' }));
    const before = [
      await db.select().from(accessRequests),
      await db.select().from(auditEvents).orderBy(auditEvents.id),
    ];

    const run = await dryRunRules(as(world.audrey), { days: 30 });
    expect(run).toMatchObject({ looked: 4, isCut: false, hasMoreRows: false });
    expect(run.rules).toEqual([
      {
        ...{ id: known.ruleId, name: 'Known', isActive: false, outcome: 'approve' },
        tally: { ...none, total: 2, declined: 1, automatic: 1 },
      },
      {
        ...{ id: firstOnes.ruleId, name: 'First ones', isActive: true, outcome: 'ask_admins' },
        tally: { ...none, total: 2, approved: 1, undecided: 1 },
      },
    ]);
    // The rule that is off decides nothing: the plan that approves by itself does.
    expect(run.together).toEqual({
      approve: { ...none, total: 1, automatic: 1 },
      ask_admins: { ...none, total: 3, approved: 1, declined: 1, undecided: 1 },
      ask_third_party: none,
    });

    const ofKnown = await dryRunRules(ctx, { days: 30, ruleId: known.ruleId });
    expect(ofKnown.rows.map(({ appName, was, would, isAgainst }) => [appName, was, would, isAgainst])).toEqual([
      ['Second', 'declined', 'approve', true],
      ['Itself', 'automatic', 'approve', false],
    ]);
    expect((await dryRunRules(ctx, { days: 365 })).looked).toBe(5);
    expect([
      await db.select().from(accessRequests),
      await db.select().from(auditEvents).orderBy(auditEvents.id),
    ]).toEqual(before);
    await expect(dryRunRules(contextFor(db, world.ada), { days: 30 })).rejects.toMatchObject({ code: 'not_found' });
  }));

// Take the facts of today, and what was the first request then is not the first any more.
test('facts are those of the time of each request', () =>
  inSandbox(async (db) => {
    const world = await seedWorld(db);
    const ids: string[] = [];
    for (const app of ['One', 'Two', 'Three']) ids.push((await seedRequest(db, world, { app })).requestId);
    for (const [index, id] of ids.entries()) {
      const createdAt = new Date(Date.now() - (10 - index) * 86_400_000);
      await db.update(accessRequests).set({ createdAt }).where(eq(accessRequests.id, id));
    }
    const ctx = contextFor(db, world.alan);
    // Approved today: neither of the later two had been approved before when it was made.
    await approveAccessRequest(ctx, { requestId: ids[0] ?? '' });
    const first = await createRule(ctx, ruleWish());
    const known = await createRule(ctx, ruleWish({ firstRequest: 'any', approvedBefore: 'yes' }));
    const applying = async (ruleId: string) =>
      (await dryRunRules(ctx, { days: 30, ruleId })).rows.map(({ appName }) => appName);
    expect(await applying(first.ruleId)).toEqual(['One']);
    expect(await applying(known.ruleId)).toEqual([]);
  }));
