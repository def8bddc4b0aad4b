import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { openTestDatabase } from '../scripts/test/database.mjs';

/** A production portal with the demo's data, made for the benchmark alone. */
export type Portal = {
  url: string;
  root: string;
  databaseUrl: string;
  /** What it seals and signs with. */
  secret: string;
  gateway: { url: string; secret: string; organizationId: string };
  /** The process that was started, whose children serve. */
  pid: number;
  /** The environment of a further process of the same portal. */
  environment: NodeJS.ProcessEnv;
};

const PORT = 3900;
/** Of the demo gateway; any 24 hexadecimal digits would do. */
const ORGANIZATION_ID = '5e9d9544a1dcd60001d0ed20';
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
    const secrets = { portal: randomBytes(32).toString('hex'), gateway: randomBytes(16).toString('hex') };
    const child = start(databaseUrl, secrets);
    try {
      say(existsSync(path.join(root, '.next')) ? 'Starting the portal …' : 'Building and starting the portal …');
      return await work({ ...portalAt(await readyUrl(child, START_MS), databaseUrl, secrets), pid: child.pid ?? 0 });
    } finally {
      await stop(child);
    }
  } finally {
    await server.stop();
  }
}

type Secrets = { portal: string; gateway: string };

function portalAt(url: string, databaseUrl: string, secrets: Secrets): Omit<Portal, 'pid'> {
  const gateway = { url: `http://127.0.0.1:${PORT + 1}`, secret: secrets.gateway, organizationId: ORGANIZATION_ID };
  return {
    ...{ url, root, databaseUrl, gateway, secret: secrets.portal },
    environment: {
      ...process.env,
      DATABASE_URL: databaseUrl,
      PORTAL_DEMO: '1',
      PORTAL_SECRET: secrets.portal,
      SMTP_URL: `smtp://127.0.0.1:${PORT + 2}`,
      GATEWAY_URL: gateway.url,
      GATEWAY_SECRET: gateway.secret,
      GATEWAY_ORG_ID: ORGANIZATION_ID,
    },
  };
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

function start(databaseUrl: string, secrets: Secrets): ChildProcess {
  return spawn(process.execPath, [path.join(root, 'scripts', 'start.mjs')], {
    cwd: root,
    env: {
      ...process.env,
      PORT: String(PORT),
      DATABASE_URL: databaseUrl,
      PORTAL_DEMO: '1',
      PORTAL_SECRET: secrets.portal,
      GATEWAY_SECRET: secrets.gateway,
      GATEWAY_ORG_ID: ORGANIZATION_ID,
      DEMO_GATEWAY_PORT: String(PORT + 1),
      DEMO_MAILBOX_SMTP_PORT: String(PORT + 2),
      DEMO_MAILBOX_WEB_PORT: String(PORT + 3),
      PORTAL_DATA_DIR: path.join(root, '.data', 'bench'),
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

/** The address that a starting portal says it is ready at. Throws when it ends or takes longer than `withinMs`. */
export function readyUrl(child: ChildProcess, withinMs: number): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    const timer = setTimeout(() => reject(new Error('the portal did not start in time')), withinMs);
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

/** Asks a process to end, and waits until it has. */
export async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await ended;
}
