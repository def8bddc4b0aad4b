import { spawn } from 'node:child_process';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type Portal, stop } from './with-portal';

const READY_MS = 60_000;
const POLL_MS = 100;

/** One more web process of the portal, without jobs, that also serves the bare page which others are measured beside. */
export type WebProcess = { url: string; pid: number; stop(): Promise<void> };

/** Starts it as operators do (`npm run web`), over the portal's database or the one that `databaseUrl` names. */
export async function startWebProcess(portal: Portal, port: number, databaseUrl?: string): Promise<WebProcess> {
  const url = `http://localhost:${port}`;
  const child = spawn(process.execPath, [path.join(portal.root, 'scripts', 'web.mjs'), '-p', String(port)], {
    cwd: portal.root,
    env: {
      ...portal.environment,
      ...(databaseUrl !== undefined && { DATABASE_URL: databaseUrl }),
      PORT: String(port),
      PORTAL_URL: url,
      PORTAL_WORKERS: '0',
      PORTAL_TEST: '1',
      LOG_LEVEL: 'warn',
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const until = Date.now() + READY_MS;
  while (!(await answers(`${url}/readyz`))) {
    if (child.exitCode !== null || Date.now() > until) {
      await stop(child);
      throw new Error(`the web process at ${url} did not start`);
    }
    await wait(POLL_MS);
  }
  return { url, pid: child.pid ?? 0, stop: () => stop(child) };
}

async function answers(address: string): Promise<boolean> {
  try {
    return (await fetch(address)).ok;
  } catch {
    return false;
  }
}
