import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { readyUrl, stop } from '../../bench/with-portal';
import { freePort, startPostgres } from '../embedded-postgres/start-postgres.mjs';
import { makeSecrets } from '../start/bring-up.mjs';
import { portalEnvironment } from '../start/programs.mjs';
import { readSettings } from '../start/settings.mjs';
import type { Instance } from './instance';
import { JobRuns } from './job-runs';
import { webInstance, workerInstance } from './processes';
import { roll } from './roll';
import { openRoundRobin } from './round-robin';
import { withoutPortal } from './without-portal';

const START_MS = 10 * 60_000;
/** Before Playwright's own arguments: processes are stopped and started again all the time. */
const ROLL = '--roll';
const PORT_NAMES = [
  ...(['proxy', 'web1', 'web2', 'worker1', 'worker2'] as const),
  ...(['gateway', 'smtp', 'mailbox', 'postgres'] as const),
];
type Ports = Record<(typeof PORT_NAMES)[number], number>;

const root = path.join(import.meta.dirname, '..', '..');
const dataDir = path.join(root, '.test', 'instances');
const logsDir = path.join(dataDir, 'logs');

/**
 * `npm run e2e:instances`: the stories of `e2e/`, told through a proxy that takes turns between two web processes, with
 * two workers, over one database. Arguments go to Playwright; with `--roll` before them the second web process and the
 * workers are ended with SIGTERM and started again, one after the other, while the stories are told. Ends with
 * Playwright's exit code, or with 1 when a request got no answer.
 */
async function main(): Promise<void> {
  rmSync(dataDir, { recursive: true, force: true });
  mkdirSync(dataDir, { recursive: true, mode: 0o711 });
  const ports = await freePorts();
  const env = environment(ports);
  const first = spawn(process.execPath, ['scripts/start.mjs'], {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => first.kill('SIGTERM'));
  const others: Instance[] = [];
  try {
    await readyUrl(first, START_MS);
    // The database and the secrets that the first process made.
    const { url: databaseUrl } = await startPostgres({ dataDir, port: ports.postgres });
    const settings = readSettings(env, { root });
    const shared = { ...env, ...portalEnvironment({ settings, secrets: makeSecrets(settings), databaseUrl }) };
    others.push(...furtherProcesses(shared, ports));
    await Promise.all(others.map((instance) => instance.ready()));
    process.exitCode = await tellStories(first, others, ports);
  } finally {
    await Promise.all(others.map((instance) => instance.stop()));
    await stop(first);
  }
}

function environment(ports: Ports): NodeJS.ProcessEnv {
  return {
    ...withoutPortal(process.env),
    ...{ PORT: String(ports.web1), PORTAL_URL: `http://localhost:${ports.proxy}`, PORTAL_WORKERS: '0' },
    ...{ PORTAL_DATA_DIR: dataDir, DEMO_GATEWAY_PORT: String(ports.gateway), LOG_LEVEL: 'warn' },
    ...{ DEMO_MAILBOX_SMTP_PORT: String(ports.smtp), DEMO_MAILBOX_WEB_PORT: String(ports.mailbox) },
    EMBEDDED_POSTGRES_PORT: String(ports.postgres),
  };
}

function furtherProcesses(env: NodeJS.ProcessEnv, ports: Ports): Instance[] {
  const around = { root, env, logsDir };
  return [
    webInstance(around, 'web-2', ports.web2, '/readyz'),
    workerInstance(around, 'worker-1', ports.worker1),
    workerInstance(around, 'worker-2', ports.worker2),
  ];
}

/** Tells the stories through the proxy and says who did how much; answers the exit code. */
async function tellStories(first: ChildProcess, others: readonly Instance[], ports: Ports): Promise<number> {
  const given = process.argv.slice(2);
  const rolls = given[0] === ROLL;
  const proxy = await openRoundRobin({ port: ports.proxy, webs: [ports.web1, ports.web2] });
  const jobs = new JobRuns();
  const workerPorts = new Map<string, number>([
    ['worker-1', ports.worker1],
    ['worker-2', ports.worker2],
  ]);
  const note = async ({ name }: { name: string }) => {
    const port = workerPorts.get(name);
    if (port !== undefined) await jobs.add(name, port);
  };
  const over = new AbortController();
  const rolling = rolls ? roll(others, over.signal, note) : Promise.resolve(new Map<string, number>());
  // What goes wrong with it is told when the stories are over.
  rolling.catch(() => {});
  try {
    const code = await playwright(first, rolls ? given.slice(1) : given, storyEnvironment(proxy.url, ports));
    over.abort();
    const restarts = [...(await rolling)].map(([name, count]) => `${name} ${count} times`);
    for (const name of workerPorts.keys()) await note({ name });
    const answers = [...proxy.answered.values()].map((count, at) => `web-${at + 1}: ${count}`);
    const { forms, elsewhere } = proxy.crossings;
    console.log(`answers through the proxy: ${answers.join(', ')}; requests without an answer: ${proxy.lost()}`);
    console.log(`forms: ${forms}, of which another process than their page's answered ${elsewhere}`);
    console.log(`jobs: ${jobs.lines().join('; ')}`);
    if (rolls) console.log(`ended with SIGTERM and started again: ${restarts.join(', ') || 'none'}`);
    return code === 0 && proxy.lost() > 0 ? 1 : code;
  } finally {
    over.abort();
    await proxy.close();
  }
}

function storyEnvironment(url: string, ports: Ports): NodeJS.ProcessEnv {
  const logs = ['web', 'web-2', 'worker-1', 'worker-2'].map((name) => path.join(logsDir, `${name}.log`));
  return {
    ...process.env,
    ...{ E2E_PORTAL_URL: url, E2E_GATEWAY_URL: `http://127.0.0.1:${ports.gateway}` },
    E2E_GATEWAY_SECRET_FILE: path.join(dataDir, 'gateway-secret'),
    E2E_MAILBOX_URL: `http://127.0.0.1:${ports.mailbox}`,
    E2E_POSTGRES_PORT: String(ports.postgres),
    E2E_LOG_FILE: logs.join(path.delimiter),
  };
}

async function freePorts(): Promise<Ports> {
  const ports = new Map<string, number>();
  for (const name of PORT_NAMES) ports.set(name, await freePort());
  return Object.fromEntries(ports) as Ports;
}

/** Ends with the portal: stories without one only wait. */
function playwright(portal: ChildProcess, args: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  if (portal.exitCode !== null || portal.signalCode !== null) return Promise.resolve(1);
  const program = path.join(root, 'node_modules', '@playwright', 'test', 'cli.js');
  const child = spawn(process.execPath, [program, 'test', ...args], {
    ...{ cwd: root, env, stdio: ['ignore', 'inherit', 'inherit'] },
  });
  portal.once('exit', () => child.kill('SIGTERM'));
  return new Promise((resolve) => {
    child.once('error', () => resolve(1));
    child.once('exit', (code) => resolve(code ?? 1));
  });
}

await main();
