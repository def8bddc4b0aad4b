import { spawn } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { readyUrl, stop } from '../../bench/with-portal';
import { freePort, startPostgres } from '../embedded-postgres/start-postgres.mjs';
import { makeSecrets } from '../start/bring-up.mjs';
import { portalEnvironment } from '../start/programs.mjs';
import { readSettings } from '../start/settings.mjs';
import type { Instance } from './instance';
import { webInstance, workerInstance } from './processes';
import { openRoundRobin } from './round-robin';
import { withoutPortal } from './without-portal';

const START_MS = 10 * 60_000;
const root = path.join(import.meta.dirname, '..', '..');

/**
 * `npm run e2e:instances`: the stories of `e2e/`, told through a proxy that takes turns between two web processes, with
 * two workers, over one database. Arguments go to Playwright. Ends with its exit code.
 */
async function main(): Promise<void> {
  const dataDir = path.join(root, '.test', 'instances');
  rmSync(dataDir, { recursive: true, force: true });
  mkdirSync(dataDir, { recursive: true, mode: 0o711 });
  const ports = await freePorts(
    'proxy',
    'web1',
    'web2',
    'worker1',
    'worker2',
    'gateway',
    'smtp',
    'mailbox',
    'postgres',
  );
  const env = {
    ...withoutPortal(process.env),
    ...{ PORT: String(ports.web1), PORTAL_URL: `http://localhost:${ports.proxy}`, PORTAL_WORKERS: '0' },
    ...{ PORTAL_DATA_DIR: dataDir, DEMO_GATEWAY_PORT: String(ports.gateway), LOG_LEVEL: 'warn' },
    ...{ DEMO_MAILBOX_SMTP_PORT: String(ports.smtp), DEMO_MAILBOX_WEB_PORT: String(ports.mailbox) },
    EMBEDDED_POSTGRES_PORT: String(ports.postgres),
  };
  const first = spawn(process.execPath, ['scripts/start.mjs'], {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const others: Instance[] = [];
  try {
    await readyUrl(first, START_MS);
    // The database and the secrets that the first process made.
    const { url: databaseUrl } = await startPostgres({ dataDir, port: ports.postgres });
    const settings = readSettings(env, { root });
    const shared = { ...env, ...portalEnvironment({ settings, secrets: makeSecrets(settings), databaseUrl }) };
    others.push(...furtherProcesses(shared, dataDir, ports));
    await Promise.all(others.map((instance) => instance.ready()));
    const proxy = await openRoundRobin({ port: ports.proxy, webs: [ports.web1, ports.web2] });
    try {
      process.exitCode = await playwright({
        ...{ E2E_PORTAL_URL: proxy.url, E2E_GATEWAY_URL: `http://127.0.0.1:${ports.gateway}` },
        E2E_GATEWAY_SECRET_FILE: path.join(dataDir, 'gateway-secret'),
        E2E_MAILBOX_URL: `http://127.0.0.1:${ports.mailbox}`,
        E2E_POSTGRES_PORT: String(ports.postgres),
      });
    } finally {
      const answers = [...proxy.answered.values()].map((count, at) => `web ${at + 1}: ${count}`);
      console.log(`answers through the proxy: ${answers.join(', ')}`);
      await proxy.close();
    }
  } finally {
    await Promise.all(others.map((instance) => instance.stop()));
    await stop(first);
  }
}

type Ports = Record<'web2' | 'worker1' | 'worker2', number>;

function furtherProcesses(env: NodeJS.ProcessEnv, dataDir: string, ports: Ports): Instance[] {
  const around = { root, env, logsDir: path.join(dataDir, 'logs') };
  return [
    webInstance(around, 'web-2', ports.web2, '/readyz'),
    workerInstance(around, 'worker-1', ports.worker1),
    workerInstance(around, 'worker-2', ports.worker2),
  ];
}

async function freePorts<Name extends string>(...names: readonly Name[]): Promise<Record<Name, number>> {
  const ports = new Map<Name, number>();
  for (const name of names) ports.set(name, await freePort());
  return Object.fromEntries(ports) as Record<Name, number>;
}

function playwright(env: Record<string, string>): Promise<number> {
  const program = path.join(root, 'node_modules', '@playwright', 'test', 'cli.js');
  const child = spawn(process.execPath, [program, 'test', ...process.argv.slice(2)], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  return new Promise((resolve) => {
    child.once('error', () => resolve(1));
    child.once('exit', (code) => resolve(code ?? 1));
  });
}

await main();
