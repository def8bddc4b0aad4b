import { spawn } from 'node:child_process';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { runIsClaimed } from '../../scripts/start/run-record.mjs';
import { fetchPage, requestsPerSecond } from '../load';
import { openPeople } from '../people';
import { privatePages } from '../private-pages';
import { median, type Part, type Result } from '../result';
import { sized } from '../size';
import { type Portal, readyUrl, stop } from '../with-portal';

/** Ports of a portal of its own, beside the benchmark's. */
const PORT = 3920;
const FIRST_START_MS = 5 * 60_000;
const START_MS = 60_000;
const POLL_MS = 100;
const ROUNDS = sized(5);
const SECONDS_TARGET = 5;
const MEMORY_TARGET_MB = 512;
const LOAD = { connections: 20, seconds: sized(10) };
/** What npm start starts besides, each with a name of its own in its title or arguments. */
const WEB = /next-server/;

/**
 * `npm start` as people type it, with its own PostgreSQL, when everything was made before: seconds until READY. And what
 * the process that answers and runs the jobs holds in memory behind a load of private pages.
 */
export const start: Part = async (portal, say) => {
  const dataDir = path.join(portal.root, '.data', 'bench-start');
  rmSync(dataDir, { recursive: true, force: true });
  say('  first start');
  await startOnce(portal, dataDir, FIRST_START_MS);
  const seconds: number[] = [];
  for (let round = 1; round <= ROUNDS; round += 1) {
    say(`  round ${round} of ${ROUNDS}`);
    seconds.push((await startOnce(portal, dataDir, START_MS)) / 1000);
  }
  const middle = median(seconds);
  return [
    {
      what: 'second npm start, until READY',
      measured: `${middle.toFixed(1)} s`,
      baseline: `${Math.min(...seconds).toFixed(1)} to ${Math.max(...seconds).toFixed(1)} s`,
      ...{ ratio: null, target: `≤ ${SECONDS_TARGET} s`, isMet: middle <= SECONDS_TARGET },
    },
    await memoryOf(portal),
  ];
};

/** Milliseconds until it is ready; it is stopped again. */
async function startOnce({ root }: Portal, dataDir: string, withinMs: number): Promise<number> {
  const started = performance.now();
  const child = spawn('npm', ['start'], {
    cwd: root,
    env: {
      ...withoutPortal(process.env),
      PORT: String(PORT),
      DEMO_GATEWAY_PORT: String(PORT + 1),
      DEMO_MAILBOX_SMTP_PORT: String(PORT + 2),
      DEMO_MAILBOX_WEB_PORT: String(PORT + 3),
      EMBEDDED_POSTGRES_PORT: String(PORT + 4),
      PORTAL_DATA_DIR: dataDir,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    await readyUrl(child, withinMs);
    return performance.now() - started;
  } finally {
    await stop(child);
    // npm may end before what it started: the next start would wait for that one.
    while (runIsClaimed(dataDir)) await wait(POLL_MS);
  }
}

/** The caller's own portal must not leak into this one. */
function withoutPortal(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const foreign = /^(DATABASE_URL|USAGE_DATABASE_URL|SMTP_URL|GATEWAY_|OIDC_|PORTAL_|EMAIL_FROM|TEST_)/;
  return Object.fromEntries(Object.entries(env).filter(([name]) => !foreign.test(name))) as NodeJS.ProcessEnv;
}

/** Web and jobs share a process in `npm start`: the benchmark's own, behind the load. */
async function memoryOf(portal: Portal): Promise<Result> {
  const people = openPeople(portal);
  try {
    for (const { path: page, cookie } of await privatePages(people)) {
      await fetchPage({ url: portal.url + page, cookie });
      await requestsPerSecond({ url: portal.url + page, cookie }, LOAD);
    }
  } finally {
    await people.close();
  }
  const { residentMb, peakMb } = memoryInMb(webProcessOf(portal.pid));
  return {
    what: 'memory of web and jobs (one process) behind the load of four private pages',
    measured: `${residentMb.toFixed(0)} MB`,
    baseline: `${peakMb.toFixed(0)} MB at its highest`,
    ...{ ratio: null, target: `≤ ${MEMORY_TARGET_MB} MB`, isMet: residentMb <= MEMORY_TARGET_MB },
  };
}

/** Among the children of `npm start`, the one that serves. */
function webProcessOf(parent: number): number {
  const found = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .find((pid) => {
      const status = read(`/proc/${pid}/status`);
      return status.includes(`\nPPid:\t${parent}\n`) && WEB.test(read(`/proc/${pid}/cmdline`));
    });
  if (found === undefined) throw new Error('no process of the portal calls itself next-server');
  return found;
}

function memoryInMb(pid: number) {
  const status = read(`/proc/${pid}/status`);
  const of = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1] ?? 0) / 1024;
  return { residentMb: of('VmRSS'), peakMb: of('VmHWM') };
}

/** Processes come and go while they are looked through. */
function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
