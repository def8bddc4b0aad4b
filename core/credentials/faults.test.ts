import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Context } from '@/core/context';
import type { FaultPoint } from '@/core/fault-points';
import type { Actor } from '@/core/identity/actor';
import { bundled } from '@/test/bundled';
import { TEST_SECRET } from '@/test/harness';
import { approvedRequest, keysAt } from '@/test/provisioning';
import { provisioningStage, type Stage } from '@/test/provisioning-stage';
import type { SagaOrders } from '@/test/saga-child';
import { sagaPaths } from '@/test/saga-paths';

/*
 * Every point of the saga × every way to fail there. Whatever happens: in the end one key, or none, as the rows say,
 * and nobody is left with nothing to press.
 */
const onStage = provisioningStage();

let childFile = '';
beforeAll(async () => {
  childFile = await bundled('test/saga-child.ts');
});
afterAll(() => rm(childFile, { force: true }));

const cases = sagaPaths.flatMap((path) =>
  path.points.map((point) => ({ path, point, name: `${path.name}: ${point}` })),
);

describe('an error', () => {
  test.each(cases)('$name [K-10]', ({ path, point }) =>
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

describe('a worker that hangs, while another takes over, and then wakes up [D-06] [D-07]', () => {
  // A transaction that hangs holds its rows: PostgreSQL ends it (idle_in_transaction_session_timeout); nothing to take
  // over.
  test.each(cases.filter(({ point }) => !point.endsWith('.beforeCommit')))('$name [K-11]', ({ path, point }) =>
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

describe('a process that is killed [D-04]', () => {
  test.each(cases)('$name [K-04] [K-05] [K-06] [K-07] [K-08] [K-14]', ({ path, point }) =>
    onStage(async (stage) => {
      const order = childInWaiting();
      const start = await path.prepare(stage);
      const killed = await order(stage, path.name, start.credentialId, `${point}=kill`);
      expect(killed).toEqual({ signal: 'SIGKILL', output: '' });
      await path.again(stage.as(stage.world.ada), start.credentialId);
      await stage.settle();
      await path.ends(stage, start);
    }),
  );

  test('and no fault: the same process does the same as we do', () =>
    onStage(async (stage) => {
      const { credentialId } = await approvedRequest(stage.db, stage.world);
      expect(await childInWaiting()(stage, 'claim', credentialId, '')).toEqual({ signal: null, output: 'done' });
      expect(await stage.row(credentialId)).toMatchObject({ status: 'active' });
    }));

  test('twice, first making and then ending a key, leaves none', () =>
    onStage(async (stage) => {
      const orders = [childInWaiting(), childInWaiting()] as const;
      const { credentialId } = await approvedRequest(stage.db, stage.world);
      await orders[0](stage, 'claim', credentialId, 'gw.afterSend=kill');
      await orders[1](stage, 'revoke', credentialId, 'gw.afterSend=kill');
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

/** Starts while the test prepares its world: loading takes longer than what it then does. */
function childInWaiting() {
  const child = spawn(process.execPath, [childFile], {
    env: { ...process.env, PORTAL_TEST: '1' },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.on('data', (chunk) => {
    output += chunk;
  });
  const closed = once(child, 'close') as Promise<[number | null, NodeJS.Signals | null]>;
  return async (stage: Stage, what: SagaOrders['what'], credentialId: string, faults: string) => {
    const actor: Actor = stage.world.ada;
    const orders: SagaOrders = { what, databaseUrl: stage.url, secret: TEST_SECRET, faults, credentialId, actor };
    child.stdin.end(`${JSON.stringify(orders)}\n`);
    const [, signal] = await closed;
    return { signal, output };
  };
}
