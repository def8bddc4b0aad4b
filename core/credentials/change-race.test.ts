import { randomUUID } from 'node:crypto';
import { eq, isNotNull } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { accessRequests, auditEvents, mails, plans } from '@/db/schema';
import { askForChange, changeWish, requestRow } from '@/test/changes';
import { gather } from '@/test/crowd';
import { outcome } from '@/test/outcome';
import { callWith, keysAt } from '@/test/provisioning';
import { provisioningStage, type Stage } from '@/test/provisioning-stage';
import { approveAccessRequest } from '../access-requests/approve';
import { cancelAccessRequest } from '../access-requests/cancel';
import { declineAccessRequest } from '../access-requests/decline';
import { submitChange } from '../access-requests/submit-change';
import { withdrawAccessRequest } from '../access-requests/withdraw';
import { deleteApp } from '../apps/delete-app';
import { resumeOrganization } from '../organizations/resume-organization';
import { suspendOrganization } from '../organizations/suspend-organization';
import { regenerateCredential } from './regenerate-credential';
import { revokeCredential } from './revoke-credential';
import { suspendCredential } from './suspend-credential';

const onStage = provisioningStage();
const ROUNDS = 6;

/** A change of Ada's key that waits for a decision. */
async function waitingChange(stage: Stage) {
  const { world } = stage;
  const made = await stage.activeKey({ plan: 'free' });
  const { requestId: changeId } = await askForChange(stage.as(world.ada), world, made.credentialId);
  return { ...made, changeId };
}
type Waiting = Awaited<ReturnType<typeof waitingChange>>;

/** Whoever is first: afterwards the rows and the gateway agree, which the stage checks. Faults are none of the answers. */
const against: [string, (stage: Stage, waiting: Waiting) => Promise<unknown>][] = [
  ['a revocation', (stage, { credentialId }) => revokeCredential(stage.as(stage.world.ada), { credentialId })],
  [
    'a regeneration',
    (stage, { credentialId }) => regenerateCredential(stage.as(stage.world.ada), { credentialId, grace: 'now' }),
  ],
  ['a cancellation', (stage, { changeId }) => cancelAccessRequest(stage.as(stage.world.tom), { requestId: changeId })],
  [
    'a decline',
    (stage, { changeId }) => declineAccessRequest(stage.as(stage.world.priya), { requestId: changeId, reason: 'No.' }),
  ],
  ['a suspension', (stage, { credentialId }) => suspendCredential(stage.as(stage.world.alan), { credentialId })],
  [
    'the end of the request of the key',
    (stage, { requestId }) => withdrawAccessRequest(stage.as(stage.world.priya), { requestId, reason: 'No more.' }),
  ],
  ['the end of the app', (stage) => deleteApp(stage.as(stage.world.ada), { appId: stage.world.ledger.id })],
  ['the worker', (stage, { credentialId }) => stage.sync(credentialId)],
];

/** Approve, the other act and the worker, all at once; then the key has what the row of the change says. */
async function raceOnce(stage: Stage, act: (stage: Stage, waiting: Waiting) => Promise<unknown>): Promise<void> {
  const waiting = await waitingChange(stage);
  const outcomes = await Promise.all([
    outcome(approveAccessRequest(stage.as(stage.world.alan), { requestId: waiting.changeId })),
    outcome(act(stage, waiting)),
    outcome(stage.sync(waiting.credentialId)),
  ]);
  expect(outcomes.filter((outcome) => outcome !== 'ok' && outcome !== 'conflict')).toEqual([]);
  await stage.settle();
  const { status } = await requestRow(stage.db, waiting.changeId);
  expect(['fulfilled', 'cancelled', 'declined', 'withdrawn']).toContain(status);
  const held = keysAt(stage.gateway).filter(({ credentialId }) => credentialId === waiting.credentialId);
  const plan = status === 'fulfilled' ? 'plan-standard' : 'plan-free';
  for (const { session } of held) expect(session.apply_policies).toContain(plan);
}

describe('granting a change', () => {
  test.each(against)('against %s ends in one truth', (name, act) =>
    onStage(async (stage) => {
      const rounds = name === 'the end of the app' ? 1 : ROUNDS;
      for (let round = 0; round < rounds; round += 1) await raceOnce(stage, act);
    }),
  );

  test('against the suspension of the organization leaves no key that works', () =>
    onStage(async (stage) => {
      const { world } = stage;
      for (let round = 0; round < ROUNDS; round += 1) {
        const { changeId, credentialId, key } = await waitingChange(stage);
        const organizationId = world.acme.id;
        await Promise.all([
          outcome(approveAccessRequest(stage.as(world.alan), { requestId: changeId })),
          suspendOrganization(stage.as(world.priya), { organizationId, reason: 'Unpaid.' }),
        ]);
        await stage.settle();
        expect(await callWith(stage.gateway, key)).toBe(401);
        await resumeOrganization(stage.as(world.priya), { organizationId });
        await stage.settle();
        expect(await callWith(stage.gateway, key)).toBe(200);
        await revokeCredential(stage.as(world.priya), { credentialId });
      }
    }));

  test('by many at once happens once', () =>
    onStage(async (stage) => {
      const { changeId, credentialId } = await waitingChange(stage);
      await gather(stage.db, 12);
      const people = [stage.world.alan, stage.world.priya, stage.world.arun];
      const outcomes = await Promise.all(
        Array.from({ length: 12 }, (_, index) =>
          outcome(approveAccessRequest(stage.as(people[index % 3] ?? stage.world.alan), { requestId: changeId })),
        ),
      );
      expect(outcomes.sort()).toEqual([...Array(11).fill('conflict'), 'ok']);
      await Promise.all(Array.from({ length: 4 }, () => stage.sync(credentialId)));
      await stage.settle();
      const told = await stage.db.select().from(mails).where(eq(mails.message, 'key-changed'));
      expect(told).toHaveLength(1);
      const changed = await stage.db
        .select()
        .from(auditEvents)
        .where(eq(auditEvents.event, 'credential.terms_changed'))
        .orderBy(auditEvents.id);
      expect(changed).toHaveLength(1);
    }));
});

describe('taking a granted change back', () => {
  test('against the worker either gives the old plan back or is refused', () =>
    onStage(async (stage) => {
      const { world } = stage;
      for (let round = 0; round < ROUNDS; round += 1) {
        const { changeId, credentialId } = await waitingChange(stage);
        await approveAccessRequest(stage.as(world.alan), { requestId: changeId });
        const [taken] = await Promise.all([
          outcome(withdrawAccessRequest(stage.as(world.alan), { requestId: changeId, reason: 'Oh.' })),
          stage.sync(credentialId),
          stage.sync(credentialId),
        ]);
        await stage.settle();
        const { status } = await requestRow(stage.db, changeId);
        expect(status).toBe(taken === 'ok' ? 'withdrawn' : 'fulfilled');
        const held = keysAt(stage.gateway).find((key) => key.credentialId === credentialId);
        expect(held?.session.apply_policies).toContain(status === 'withdrawn' ? 'plan-free' : 'plan-standard');
      }
    }));
});

describe('asking for a change', () => {
  test('of one key by a crowd makes one request', () =>
    onStage(async (stage) => {
      const { world } = stage;
      const { credentialId } = await stage.activeKey({ plan: 'free' });
      await gather(stage.db, 12);
      const outcomes = await Promise.all(
        Array.from({ length: 12 }, (_, index) =>
          outcome(askForChange(stage.as(index % 2 ? world.ada : world.tom), world, credentialId)),
        ),
      );
      expect(outcomes.sort()).toEqual([...Array(11).fill('conflict'), 'ok']);
    }));

  test('by the same form many times answers the same', () =>
    onStage(async (stage) => {
      const { world } = stage;
      const { credentialId } = await stage.activeKey({ plan: 'free' });
      await gather(stage.db, 12);
      const wish = changeWish(world, credentialId, { submissionKey: randomUUID() });
      const answers = await Promise.all(Array.from({ length: 12 }, () => submitChange(stage.as(world.ada), wish)));
      expect(new Set(answers.map(({ requestId }) => requestId)).size).toBe(1);
    }));

  test('for many keys at once never gets more than the plan allows', () =>
    onStage(async (stage) => {
      const { world } = stage;
      const keys: string[] = [];
      for (let index = 0; index < 5; index += 1) {
        keys.push((await stage.activeKey({ plan: 'free' })).credentialId);
      }
      await stage.db
        .update(plans)
        .set({ requestAllowance: 2, allowancePeriodDays: 7 })
        .where(eq(plans.id, world.standard.id));
      await gather(stage.db, 5);
      const outcomes = await Promise.all(
        keys.map((credentialId, index) =>
          outcome(askForChange(stage.as(index % 2 ? world.ada : world.tom), world, credentialId)),
        ),
      );
      expect(outcomes.sort()).toEqual([...Array(3).fill('conflict'), 'ok', 'ok']);
    }));

  test('against a revocation leaves no change of a key that ended', () =>
    onStage(async (stage) => {
      const { world } = stage;
      for (let round = 0; round < ROUNDS; round += 1) {
        const { credentialId } = await stage.activeKey({ plan: 'free' });
        await Promise.all([
          outcome(askForChange(stage.as(world.ada), world, credentialId)),
          revokeCredential(stage.as(world.tom), { credentialId }),
        ]);
      }
      const left = await stage.db
        .select({ status: accessRequests.status })
        .from(accessRequests)
        .where(isNotNull(accessRequests.changesRequestId));
      expect(left.every(({ status }) => status === 'cancelled')).toBe(true);
    }));
});
