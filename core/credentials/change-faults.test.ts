import { describe, expect, test } from 'vitest';
import { askForChange, requestRow } from '@/test/changes';
import { outcome } from '@/test/outcome';
import { callWith, keysAt } from '@/test/provisioning';
import { provisioningStage, type Stage } from '@/test/provisioning-stage';
import { approveAccessRequest } from '../access-requests/approve';
import type { FaultPoint } from '../fault-points';

/*
 * Every point of a change that an admin grants × an error and a worker that hangs; one that its plan grants is among
 * the saga's paths (test/saga-paths.ts), killed processes too. Whatever happens, the key never stops working, and in
 * the end it has at the gateway what was granted.
 */
const onStage = provisioningStage();

const AT_THE_GATEWAY: FaultPoint[] = ['gw.afterLease', 'gw.beforeSend', 'gw.afterSend', 'gw.afterVerify'];
const points: FaultPoint[] = ['terms.beforeCommit', 'approve.beforeCommit', 'approve.afterCommit', ...AT_THE_GATEWAY];

type Start = Awaited<ReturnType<typeof prepare>>;
type Fault = (point: FaultPoint) => Promise<void>;

test.each(points)('an error at %s', (point) =>
  onStage(async (stage) => {
    const start = await prepare(stage);
    const fault = failingAt(point, () => Promise.reject(new Error('broken')));
    await expect(walk(stage, start, fault)).rejects.toThrow('broken');
    expect(await callWith(stage.gateway, start.key)).toBe(200);
    await again(stage, start);
    await ends(stage, start);
  }),
);

describe('a worker that hangs, while another takes over, and then wakes up', () => {
  test.each(points.filter((point) => !point.endsWith('.beforeCommit')))('at %s', (point) =>
    onStage(async (stage) => {
      const start = await prepare(stage);
      let wake = () => {};
      let hangs = () => {};
      const isHanging = new Promise<void>((resolve) => {
        hangs = resolve;
      });
      const fault = failingAt(point, () => {
        hangs();
        return new Promise<void>((resolve) => {
          wake = resolve;
        });
      });
      const sleeper = walk(stage, start, fault);
      await Promise.race([isHanging, sleeper]);
      await again(stage, start);
      await ends(stage, start);
      wake();
      await sleeper;
      await ends(stage, start);
    }),
  );
});

async function prepare(stage: Stage) {
  const made = await stage.activeKey({ plan: 'free' });
  const { requestId: changeId } = await askForChange(stage.as(stage.world.ada), stage.world, made.credentialId);
  return { ...made, changeId };
}

/** The decision, and one turn of the worker, in a world that fails at one point. */
async function walk(stage: Stage, { changeId, credentialId }: Start, fault: Fault): Promise<void> {
  await approveAccessRequest(stage.as(stage.world.alan, { fault }), { requestId: changeId });
  await stage.sync(credentialId, {}, { fault });
}

/** Whoever saw it fail presses again; what was decided already is refused. */
async function again(stage: Stage, { changeId }: Start): Promise<void> {
  const approval = await outcome(approveAccessRequest(stage.as(stage.world.alan), { requestId: changeId }));
  expect(['ok', 'conflict']).toContain(approval);
}

async function ends(stage: Stage, { changeId, key }: Start): Promise<void> {
  await stage.settle();
  expect(await requestRow(stage.db, changeId)).toMatchObject({ status: 'fulfilled' });
  expect(keysAt(stage.gateway)).toMatchObject([
    { key, session: { apply_policies: ['acl-payments', 'acl-weather', 'plan-standard'] } },
  ]);
  expect(await callWith(stage.gateway, key)).toBe(200);
}

/** Fails once, at this point. */
function failingAt(point: FaultPoint, fail: () => Promise<void>): Fault {
  let isArmed = true;
  return async (at) => {
    if (at !== point || !isArmed) return;
    isArmed = false;
    await fail();
  };
}
