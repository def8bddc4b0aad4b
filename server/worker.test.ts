import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, test, vi } from 'vitest';
import { claimCredential } from '@/core/credentials/claim-credential';
import { TEST_SECRET } from '@/test/harness';
import { approvedRequest, keysAt, TEST_GATEWAY_SECRET, TEST_ORG_ID } from '@/test/provisioning';
import { provisioningStage, type Stage } from '@/test/provisioning-stage';
import { until } from '@/test/until';

const onStage = provisioningStage();

/** Each of these starts whole programs, on a machine that may be busy. */
vi.setConfig({ testTimeout: 120_000 });

function environment(stage: Stage, faults = ''): NodeJS.ProcessEnv {
  return {
    PATH: process.env.PATH,
    NODE_ENV: 'production',
    DATABASE_URL: stage.url,
    PORTAL_SECRET: TEST_SECRET,
    PORTAL_URL: 'http://portal.test',
    SMTP_URL: 'smtp://127.0.0.1:9',
    GATEWAY_URL: stage.gateway.url,
    GATEWAY_SECRET: TEST_GATEWAY_SECRET,
    GATEWAY_ORG_ID: TEST_ORG_ID,
    PORTAL_WORKERS: '2',
    PORTAL_TEST: '1',
    FAULT_POINTS: faults,
    LOG_LEVEL: 'error',
  };
}

function startWorker(stage: Stage, faults = '', port = ''): ChildProcess {
  const env = { ...environment(stage, faults), WORKER_PORT: port, HOST: '127.0.0.1' };
  return spawn(process.execPath, ['scripts/worker.mjs'], { env, stdio: 'ignore' });
}

/** A port that was free a moment ago. */
async function freePort(): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return String(port);
}

async function stop(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  child.kill(signal);
  const [code] = (await once(child, 'exit')) as [number | null];
  return code;
}

describe('a worker in a process of its own', () => {
  // Leave unlockDeadWorkers out of server/worker.ts and this waits four hours.
  test('that is killed in the middle of a key leaves its job to the next one, at once, which tells what it did [D-05]', () =>
    onStage(async (stage) => {
      const { credentialId } = await approvedRequest(stage.db, stage.world);
      await claimCredential(stage.as(stage.world.ada), { credentialId });
      const doomed = startWorker(stage, 'gw.afterSend=kill');
      const [, signal] = (await once(doomed, 'exit')) as [number | null, NodeJS.Signals | null];
      expect(signal).toBe('SIGKILL');
      expect((await stage.row(credentialId)).status).toBe('provisioning');
      const { rows } = await stage.db.execute('select locked_by from graphile_worker.jobs where locked_by is not null');
      expect(rows).not.toEqual([]);

      const port = await freePort();
      const next = startWorker(stage, '', port);
      await until(
        () => stage.row(credentialId),
        ({ status, settledAt }) => status === 'active' && settledAt !== null,
        60_000,
      );
      expect(keysAt(stage.gateway)).toHaveLength(1);
      // The key is settled a moment before its job has ended and is counted.
      const figures = await until(
        async () => (await fetch(`http://127.0.0.1:${port}/metrics`)).text(),
        (told) => /portico_job_runs_total\{task="credential.sync",outcome="done"\} [1-9]/.test(told),
      );
      expect(figures).toMatch(/portico_gateway_calls_total\{call="putKey",outcome="applied"\} [1-9]/);
      expect(figures).toMatch(/portico_oldest_job_seconds [\d.]+\n/);
      expect(figures).toMatch(/portico_database_connections\{state="max"\} 10\n/);
      expect(figures).toMatch(/portico_rows\{table="credentials",state="active"\} 1\n/);
      for (const secret of [TEST_SECRET, TEST_GATEWAY_SECRET]) expect(figures).not.toContain(secret);
      expect(await stop(next, 'SIGTERM')).toBe(0);
    }));
});

test('the operator compares and repairs with one command', () =>
  onStage(async (stage) => {
    await stage.activeKey();
    await stage.gateway.wipeStore();
    const reconcile = (...args: string[]) => {
      const env = environment(stage);
      return new Promise<{ code: number | null; out: string }>((resolve) => {
        const child = spawn(process.execPath, ['--import', 'tsx', 'scripts/portal/main.ts', 'reconcile', ...args], {
          env,
        });
        let out = '';
        child.stdout.on('data', (chunk) => {
          out += chunk;
        });
        // Not `exit`: what it said last may still be on its way then.
        child.on('close', (code) => resolve({ code, out }));
      });
    };
    const looked = await reconcile();
    expect(looked).toMatchObject({ code: 1, out: expect.stringContaining('1 key is missing at the gateway.') });
    expect(keysAt(stage.gateway)).toEqual([]);
    expect(await reconcile('--fix')).toMatchObject({
      code: 0,
      out: expect.stringContaining('1 key is being repaired.'),
    });
    await stage.settle();
    expect(await reconcile()).toMatchObject({ code: 0, out: 'Gateway: 1 key compared, all as approved.\n' });
  }));
