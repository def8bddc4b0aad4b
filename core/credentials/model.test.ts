import { desc, isNotNull } from 'drizzle-orm';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DomainError } from '@/core/errors';
import { RECONCILE_LIMITS } from '@/core/reconciler/limits';
import { reconcile } from '@/core/reconciler/reconcile';
import { newId } from '@/db/ids';
import { accessRequests, credentials } from '@/db/schema';
import type { Switches } from '@/gateway/demo/switches';
import { askForChange } from '@/test/changes';
import { foreignKey, importOf } from '@/test/importing';
import { expectInvariants } from '@/test/invariants';
import { approvedRequest, keysAt, QUICK } from '@/test/provisioning';
import { provisioningStage, type Stage } from '@/test/provisioning-stage';
import { approveAccessRequest } from '../access-requests/approve';
import { withdrawAccessRequest } from '../access-requests/withdraw';
import { claimCredential } from './claim-credential';
import { endAllKeysOfApp } from './end-all-of-app';
import { endReplacedNow } from './end-now';
import { extendGrace } from './extend-grace';
import { importCredential } from './import-credential';
import { regenerateCredential } from './regenerate-credential';
import { renewCredential } from './renew-credential';
import { resumeCredential } from './resume-credential';
import { retryCredential } from './retry-credential';
import { revokeCredential } from './revoke-credential';
import { suspendCredential } from './suspend-credential';
import type { SyncLimits } from './sync/limits';

const onStage = provisioningStage();

const acts = [
  'approve',
  'import',
  'claim',
  'claim',
  'work',
  'work',
  'revoke',
  'regenerate',
  'suspend',
  'resume',
  'retry',
  'renew',
  'extend',
  'end the old one',
  'end all',
  'ask for a change',
  'grant a change',
  'take a change back',
  'lose store',
  'reconcile',
] as const;
type Act = (typeof acts)[number];

/** Longer than a call may take, so that the write comes when nobody waits for it; the fence is longer still. */
const LATE_MS = 800;
const limits: SyncLimits = { ...QUICK, fenceSeconds: 1 };

/** Each lasts for a few calls; the rest of the story happens while it does. */
const troubles: Partial<Switches>[] = [
  {},
  {},
  { resetBefore: true, times: 2 },
  { answerLost: true, times: 2 },
  { status: 500, times: 2 },
  { answer: 'malformed', times: 2 },
  { lateApplyMs: LATE_MS, only: ['POST'], times: 1 },
  { lateApplyMs: LATE_MS, only: ['PUT'], times: 1 },
  { lieFewerRights: true, only: ['POST'], times: 2 },
  { storeDown: true },
  { wrongSecret: true, times: 1 },
];

const SHORT_LIVED = { terms: { keyLifetimeDays: 2 } };

const story = fc.array(
  fc.record({
    act: fc.constantFrom(...acts),
    trouble: fc.constantFrom(...troubles),
    which: fc.nat(5),
    /** How many workers and people do it at the same time. */
    times: fc.integer({ min: 1, max: 3 }),
  }),
  { minLength: 4, maxLength: 12 },
);

/** On a slow machine it stops sooner; a soak runs more of it: MODEL_RUNS=1000 MODEL_SECONDS=1800. */
const RUNS = Number(process.env.MODEL_RUNS ?? 12);
const SECONDS = Number(process.env.MODEL_SECONDS ?? 25);

// A seed that failed is printed with the story; give it to fc.assert to see it again.
test(
  'whatever people, workers and the gateway do in whatever order, no promise is broken [D-04]',
  async () => {
    await fc.assert(
      fc.asyncProperty(story, (steps) =>
        onStage(async (stage) => {
          await approvedRequest(stage.db, stage.world, SHORT_LIVED);
          const foreign = [await foreignKey(stage.gateway), await foreignKey(stage.gateway)];
          for (const step of steps) {
            stage.gateway.switches.reset();
            stage.gateway.switches.set(step.trouble);
            await Promise.all(Array.from({ length: step.times }, () => perform(stage, foreign, step)));
            await expectInvariants(stage.system, stage.gateway, { atRest: false });
          }
          stage.gateway.switches.reset();
          await afterwards(stage);
        }),
      ),
      { numRuns: RUNS, interruptAfterTimeLimit: SECONDS * 1000 },
    );
  },
  (SECONDS + 60) * 1000,
);

type Foreign = { key: string };

async function perform(
  stage: Stage,
  foreign: readonly Foreign[],
  { act, which }: { act: Act; which: number },
): Promise<void> {
  const rows = await stage.db.select({ id: credentials.id }).from(credentials).orderBy(credentials.id);
  const credentialId = rows[which % rows.length]?.id ?? '';
  const ada = stage.as(stage.world.ada);
  const alan = stage.as(stage.world.alan);
  // Late in the life of a key, so that it can be renewed.
  const later = stage.as(stage.world.ada, { now: () => new Date(Date.now() + 1.5 * 86_400_000) });
  const does: Record<Act, () => Promise<unknown>> = {
    approve: () => approvedRequest(stage.db, stage.world, SHORT_LIVED),
    // By the key: one that only its hash is known of cannot come back from a store that was lost.
    import: () => importCredential(alan, importOf(stage, { key: foreign[which % foreign.length]?.key ?? '' })),
    claim: () => claimCredential(ada, { credentialId }),
    work: () => workOnAll(stage),
    revoke: () => revokeCredential(ada, { credentialId }),
    regenerate: () => regenerateCredential(ada, { credentialId, grace: which % 2 ? 'now' : '1h' }),
    suspend: () => suspendCredential(alan, { credentialId }),
    resume: () => resumeCredential(alan, { credentialId }),
    retry: () => retryCredential(ada, { credentialId }),
    'ask for a change': () => askForChange(ada, stage.world, credentialId, changeBy(stage, which)),
    'grant a change': async () => approveAccessRequest(alan, { requestId: await someChange(stage, which) }),
    'take a change back': async () =>
      withdrawAccessRequest(alan, { requestId: await someChange(stage, which), reason: 'Not so.' }),
    renew: () => renewCredential(later, { credentialId }),
    extend: () => extendGrace(ada, { credentialId, extension: '24h' }),
    'end the old one': () => endReplacedNow(ada, { credentialId }),
    'end all': () => endAllKeysOfApp(ada, { appId: stage.world.ledger.id, typedName: 'Ledger' }),
    'lose store': () => stage.gateway.wipeStore(),
    reconcile: () => passOver(stage),
  };
  await does[act]().catch((error: unknown) => {
    // A refusal is an answer; everything else is a fault.
    if (!(error instanceof DomainError)) throw error;
  });
}

/** To either plan, one of which approves by itself, with one product or two. */
function changeBy({ world }: Stage, which: number) {
  const products = which > 2 ? [world.payments.id] : [world.payments.id, world.weather.id];
  return { planId: which % 2 ? world.free.id : world.standard.id, productIds: products };
}

async function someChange(stage: Stage, which: number): Promise<string> {
  const changes = await stage.db
    .select({ id: accessRequests.id })
    .from(accessRequests)
    .where(isNotNull(accessRequests.changesRequestId))
    .orderBy(desc(accessRequests.createdAt));
  return changes[which % Math.max(1, changes.length)]?.id ?? newId();
}

async function workOnAll(stage: Stage): Promise<void> {
  for (const { id } of await stage.db.select({ id: credentials.id }).from(credentials)) await stage.sync(id, limits);
}

function passOver(stage: Stage) {
  return reconcile(
    stage.system,
    stage.gateways,
    { fix: true },
    { reconcile: { ...RECONCILE_LIMITS, stuckSeconds: 0 }, sync: limits },
  );
}

/** The gateway is well again; what it forgot, only a pass finds. */
async function afterwards(stage: Stage): Promise<void> {
  await stage.settle({ limits });
  await passOver(stage);
  await stage.settle({ limits });
  const working = await stage.db.select().from(credentials);
  expect(keysAt(stage.gateway)).toHaveLength(working.filter(({ status }) => status === 'active').length);
}
