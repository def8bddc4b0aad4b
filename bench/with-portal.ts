import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { openTestDatabase } from '../scripts/test/database.mjs';

/** A production portal with the demo's data, made for the benchmark alone. */
export type Portal = { url: string; root: string; databaseUrl: string };

const PORT = 3900;
/** A first start installs, builds and loads the demo. */
const START_MS = 15 * 60_000;
const root = path.dirname(import.meta.dirname);

/**
 * Starts the portal as `npm start` does, over a database and with ports of its own, gives it to `work`, and stops it.
 * Throws when it does not come up.
 */
export async function withPortal<T>(say: (text: string) => void, work: (portal: Portal) => Promise<T>): Promise<T> {
  const folder = path.join(root, '.test');
  mkdirSync(folder, { recursive: true, mode: 0o711 });
  const server = openTestDatabase(folder);
  try {
    const databaseUrl = await freshDatabase(await server.url);
    const child = start(databaseUrl);
    try {
      say(existsSync(path.join(root, '.next')) ? 'Starting the portal …' : 'Building and starting the portal …');
      return await work({ url: await readyUrl(child), root, databaseUrl });
    } finally {
      await stop(child);
    }
  } finally {
    await server.stop();
  }
}

async function freshDatabase(serverUrl: string): Promise<string> {
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  await client.query('drop database if exists portico_bench with (force)');
  await client.query('create database portico_bench');
  await client.end();
  const url = new URL(serverUrl);
  url.pathname = '/portico_bench';
  return url.href;
}

function start(databaseUrl: string): ChildProcess {
  return spawn(process.execPath, [path.join(root, 'scripts', 'start.mjs')], {
    cwd: root,
    env: {
      ...process.env,
      PORT: String(PORT),
      DATABASE_URL: databaseUrl,
      PORTAL_DEMO: '1',
      PORTAL_SECRET: randomBytes(32).toString('hex'),
      DEMO_GATEWAY_PORT: String(PORT + 1),
      DEMO_MAILBOX_SMTP_PORT: String(PORT + 2),
      DEMO_MAILBOX_WEB_PORT: String(PORT + 3),
      PORTAL_DATA_DIR: path.join(root, '.data', 'bench'),
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

function readyUrl(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    const timer = setTimeout(() => reject(new Error('the portal did not start in time')), START_MS);
    child.once('exit', () => reject(new Error(`the portal ended before it was ready:\n${text}`)));
    child.stdout?.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      const url = /^READY (\S+)$/m.exec(text)?.[1];
      if (!url) return;
      clearTimeout(timer);
      resolve(url);
    });
  });
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await ended;
}
