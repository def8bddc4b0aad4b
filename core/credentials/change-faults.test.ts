import { describe, expect, test } from 'vitest';
import { changeWish, requestRow } from '@/test/changes';
import { callWith, keysAt } from '@/test/provisioning';
import { provisioningStage, type Stage } from '@/test/provisioning-stage';
import { approveAccessRequest } from '../access-requests/approve';
import { submitChange } from '../access-requests/submit-change';
import { DomainError } from '../errors';
import type { FaultPoint } from '../fault-points';

/*
 * Every point of a change × an error and a worker that hangs. Whatever happens: the change is made or it waits as if
 * nothing had been, and the key, which never stops working, has at the gateway what the rows say.
 */
const onStage = provisioningStage();

const AT_THE_GATEWAY: FaultPoint[] = ['gw.afterLease', 'gw.beforeSend', 'gw.afterSend', 'gw.afterVerify'];
type Walk = {
  name: string;
  points: FaultPoint[];
  /** What leads to the change, up to the step that may fail. */
  prepare(stage: Stage): Promise<Start>;
  step(stage: Stage, start: Start, fault: (point: FaultPoint) => Promise<void>): Promise<unknown>;
};
type Start = Awaited<ReturnType<Stage['activeKey']>> & { wish: ReturnType<typeof changeWish>; changeId: string | null };

const walks: Walk[] = [
  {
    name: 'an admin grants it',
    points: ['terms.beforeCommit', 'approve.beforeCommit', 'approve.afterCommit', ...AT_THE_GATEWAY],
    async prepare(stage) {
      const made = await stage.activeKey({ plan: 'free' });
      const wish = changeWish(stage.world, made.credentialId);
      const { requestId } = await submitChange(stage.as(stage.world.ada), wish);
      return { ...made, wish, changeId: requestId };
    },
    step: (stage, start, fault) =>
      approveAccessRequest(stage.as(stage.world.alan, { fault }), { requestId: start.changeId ?? '' }),
  },
  {
    name: 'the plan grants it',
    points: ['terms.beforeCommit', 'terms.afterCommit', ...AT_THE_GATEWAY],
    async prepare(stage) {
      const { world } = stage;
      const made = await stage.activeKey({ plan: 'standard' });
      const wish = changeWish(world, made.credentialId, { planId: world.free.id });
      return { ...made, wish, changeId: null };
    },
    step: (stage, start, fault) => submitChange(stage.as(stage.world.ada, { fault }), start.wish),
  },
];
const cases = walks.flatMap((walk) => walk.points.map((point) => ({ walk, point, name: `${walk.name}: ${point}` })));

describe('an error', () => {
  test.each(cases)('$name', ({ walk, point }) =>
    onStage(async (stage) => {
      const start = await walk.prepare(stage);
      const fault = failingAt(point, () => Promise.reject(new Error('broken')));
      await expect(doAll(stage, walk, start, fault)).rejects.toThrow('broken');
      expect(await callWith(stage.gateway, start.key)).toBe(200);
      await again(stage, walk, start);
      await ends(stage, walk, start);
    }),
  );
});

describe('a worker that hangs, while another takes over, and then wakes up', () => {
  test.each(cases.filter(({ point }) => !point.endsWith('beforeCommit')))('$name', ({ walk, point }) =>
    onStage(async (stage) => {
      const start = await walk.prepare(stage);
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
      const sleeper = doAll(stage, walk, start, fault);
      await Promise.race([isHanging, sleeper]);
      await again(stage, walk, start);
      await ends(stage, walk, start);
      wake();
      await sleeper;
      await ends(stage, walk, start);
    }),
  );
});

type Fault = (point: FaultPoint) => Promise<void>;

/** The decision, and one turn of the worker, in a world that fails at one point. */
async function doAll(stage: Stage, walk: Walk, start: Start, fault: Fault): Promise<void> {
  await walk.step(stage, start, fault);
  await stage.sync(start.credentialId, {}, { fault });
}

/** Whoever saw it fail presses again; what was done already is refused or answers the same. */
async function again(stage: Stage, walk: Walk, start: Start): Promise<void> {
  await walk
    .step(stage, start, async () => {})
    .catch((error: unknown) => {
      if (!(error instanceof DomainError)) throw error;
    });
  await stage.settle();
}

async function ends(stage: Stage, walk: Walk, start: Start): Promise<void> {
  await stage.settle();
  const { requestId: changeId } =
    start.changeId === null ? await submitChange(stage.as(stage.world.ada), start.wish) : { requestId: start.changeId };
  expect(await requestRow(stage.db, changeId)).toMatchObject({ status: 'fulfilled' });
  const plan = walk.name === 'the plan grants it' ? 'plan-free' : 'plan-standard';
  expect(keysAt(stage.gateway)).toMatchObject([
    { key: start.key, session: { apply_policies: ['acl-payments', 'acl-weather', plan] } },
  ]);
  expect(await callWith(stage.gateway, start.key)).toBe(200);
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
