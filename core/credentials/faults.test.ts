import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, test } from 'vitest';
import type { Context } from '@/core/context';
import type { FaultPoint } from '@/core/fault-points';
import type { Actor } from '@/core/identity/actor';
import { TEST_SECRET } from '@/test/harness';
import { approvedRequest, callWith, keysAt, provisioningStage, QUICK, type Stage } from '@/test/provisioning';
import { claimCredential } from './claim-credential';
import { regenerateCredential } from './regenerate-credential';
import { revokeCredential } from './revoke-credential';
import { suspendCredential } from './suspend-credential';
import { syncCredential } from './sync-credential';

/*
 * Every point of the saga × every way to fail there. Whatever happens: in the end one key, or none, as the rows say, and
 * nobody is left with nothing to press.
 */
const onStage = provisioningStage();

type Path = {
  /** What is done; the fault comes somewhere on the way. */
  name: 'claim' | 'revoke' | 'regenerate' | 'suspend';
  points: FaultPoint[];
  prepare(stage: Stage): Promise<{ credentialId: string; key?: string }>;
  walk(ctx: Context, stage: Stage, credentialId: string): Promise<void>;
  /** What a person does who saw it fail: presses again. */
  again(ctx: Context, credentialId: string): Promise<unknown>;
  /** What must be so in the end. */
  ends(stage: Stage, start: { credentialId: string; key?: string }): Promise<void>;
};

const sync = (ctx: Context, stage: Stage, credentialId: string) =>
  syncCredential(ctx, stage.gateways, { credentialId }, QUICK);

const paths: Path[] = [
  {
    name: 'claim',
    points: [
      'claim.beforeCommit',
      'claim.afterCommit',
      'gw.afterLease',
      'gw.beforeSend',
      'gw.afterSend',
      'gw.afterVerify',
      'gw.beforeActive',
      'gw.afterActive',
    ],
    prepare: (stage) => approvedRequest(stage.db, stage.world),
    async walk(ctx, stage, credentialId) {
      await claimCredential(ctx, { credentialId });
      await sync(ctx, stage, credentialId);
    },
    again: (ctx, credentialId) => claimCredential(ctx, { credentialId }),
    async ends(stage, { credentialId }) {
      expect(await stage.row(credentialId)).toMatchObject({ status: 'active' });
      const [only, ...others] = keysAt(stage.gateway);
      expect(others).toEqual([]);
      expect(await callWith(stage.gateway, only?.key ?? '')).toBe(200);
    },
  },
  {
    name: 'revoke',
    points: [
      'revoke.afterCommit',
      'gw.afterLease',
      'gw.beforeSend',
      'gw.afterSend',
      'gw.beforeDelete',
      'gw.afterDelete',
      'gw.beforeRevoked',
    ],
    prepare: (stage) => stage.activeKey(),
    async walk(ctx, stage, credentialId) {
      await revokeCredential(ctx, { credentialId });
      await sync(ctx, stage, credentialId);
    },
    again: (ctx, credentialId) => revokeCredential(ctx, { credentialId }),
    async ends(stage, { credentialId, key }) {
      expect(await stage.row(credentialId)).toMatchObject({ status: 'revoked' });
      expect(keysAt(stage.gateway)).toEqual([]);
      expect(await callWith(stage.gateway, key ?? '')).toBe(403);
    },
  },
  {
    name: 'regenerate',
    points: ['gw.afterSend', 'gw.beforeActive', 'rotate.afterNewActive'],
    prepare: (stage) => stage.activeKey(),
    async walk(ctx, stage, credentialId) {
      const made = await regenerateCredential(ctx, { credentialId, grace: 'now' });
      await sync(ctx, stage, made.credentialId);
    },
    // Refused while the new one is being made, and once it is: that is all that a second press may do.
    again: (ctx, credentialId) => regenerateCredential(ctx, { credentialId, grace: 'now' }).catch(() => 'refused'),
    async ends(stage, { credentialId, key }) {
      expect(await stage.row(credentialId)).toMatchObject({ status: 'revoked' });
      const [only, ...others] = keysAt(stage.gateway);
      expect(others).toEqual([]);
      expect(only?.key).not.toBe(key);
      expect(await callWith(stage.gateway, only?.key ?? '')).toBe(200);
    },
  },
  {
    name: 'suspend',
    points: ['gw.afterLease', 'gw.beforeSend', 'gw.afterSend', 'gw.afterVerify'],
    prepare: (stage) => stage.activeKey(),
    async walk(ctx, stage, credentialId) {
      await suspendCredential({ ...ctx, actor: stage.world.alan }, { credentialId });
      await sync(ctx, stage, credentialId);
    },
    again: async () => {},
    async ends(stage, { credentialId, key }) {
      expect(await stage.row(credentialId)).toMatchObject({ status: 'active', suspendedBy: stage.world.alan.userId });
      expect(await callWith(stage.gateway, key ?? '')).toBe(401);
    },
  },
];

const cases = paths.flatMap((path) => path.points.map((point) => ({ path, point, name: `${path.name}: ${point}` })));

describe('an error', () => {
  test.each(cases)('$name', ({ path, point }) =>
    onStage(async (stage) => {
      const start = await path.prepare(stage);
      const ctx = failingAt(stage, point, () => Promise.reject(new Error('broken')));
      await expect(path.walk(ctx, stage, start.credentialId)).rejects.toThrow('broken');
      await path.again(stage.as(stage.world.ada), start.credentialId);
      await stage.settle();
      await path.ends(stage, start);
    }),
  );
});

describe('a worker that hangs, while another takes over, and then wakes up', () => {
  // A transaction that hangs holds its rows: PostgreSQL ends it (idle_in_transaction_session_timeout); nothing to take over.
  test.each(cases.filter(({ point }) => point !== 'claim.beforeCommit'))('$name', ({ path, point }) =>
    onStage(async (stage) => {
      const start = await path.prepare(stage);
      let wake = () => {};
      let hangs = () => {};
      const isHanging = new Promise<void>((resolve) => {
        hangs = resolve;
      });
      const ctx = failingAt(stage, point, () => {
        hangs();
        return new Promise<void>((resolve) => {
          wake = resolve;
        });
      });
      const sleeper = path.walk(ctx, stage, start.credentialId);
      await Promise.race([isHanging, sleeper]);
      await path.again(stage.as(stage.world.ada), start.credentialId);
      await stage.settle();
      await path.ends(stage, start);
      wake();
      await sleeper;
      await stage.settle();
      await path.ends(stage, start);
    }),
  );
});

describe('a process that is killed', () => {
  test.each(cases.filter(({ path }) => path.name !== 'suspend'))('$name', ({ path, point }) =>
    onStage(async (stage) => {
      const start = await path.prepare(stage);
      const child = await runChild(stage, path.name, start.credentialId, `${point}=kill`);
      expect(child).toEqual({ signal: 'SIGKILL', output: '' });
      await path.again(stage.as(stage.world.ada), start.credentialId);
      await stage.settle();
      await path.ends(stage, start);
    }),
  );

  test('and no fault: the same process does the same as we do', () =>
    onStage(async (stage) => {
      const { credentialId } = await approvedRequest(stage.db, stage.world);
      expect(await runChild(stage, 'claim', credentialId, '')).toEqual({ signal: null, output: 'done' });
      expect(await stage.row(credentialId)).toMatchObject({ status: 'active' });
    }));

  test('twice, first making and then ending a key, leaves none', () =>
    onStage(async (stage) => {
      const { credentialId } = await approvedRequest(stage.db, stage.world);
      await runChild(stage, 'claim', credentialId, 'gw.afterSend=kill');
      await runChild(stage, 'revoke', credentialId, 'gw.afterSend=kill');
      await stage.settle();
      expect(keysAt(stage.gateway)).toEqual([]);
      expect(await stage.row(credentialId)).toMatchObject({ status: 'revoked' });
    }));
});

/** Ada, in a world that fails once at this point. */
function failingAt(stage: Stage, point: FaultPoint, fail: () => Promise<void>): Context {
  let isArmed = true;
  return stage.as(stage.world.ada, {
    fault: async (at) => {
      if (at !== point || !isArmed) return;
      isArmed = false;
      await fail();
    },
  });
}

async function runChild(stage: Stage, what: string, credentialId: string, faults: string) {
  const actor: Actor = stage.world.ada;
  const child = spawn(process.execPath, ['--import', 'tsx', 'test/saga-child.ts', what], {
    env: {
      ...process.env,
      DATABASE_URL: stage.url,
      FAULT_POINTS: faults,
      PORTAL_TEST: '1',
      CREDENTIAL_ID: credentialId,
      ACTOR: JSON.stringify(actor),
      SECRET: TEST_SECRET,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.on('data', (chunk) => {
    output += chunk;
  });
  const [, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null];
  return { signal, output };
}
