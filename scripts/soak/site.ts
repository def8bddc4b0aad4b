import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { startMailbox } from '@/emails/mailbox/start-mailbox';
import { type DemoGateway, startDemoGateway } from '@/gateway/demo/start-demo-gateway';
import { onDatabase } from '../embedded-postgres/databases.mjs';
import { freePort } from '../embedded-postgres/start-postgres.mjs';
import type { Instance } from '../instances/instance';
import { webInstance, workerInstance } from '../instances/processes';
import { openRoundRobin } from '../instances/round-robin';
import { withoutPortal } from '../instances/without-portal';
import { openTestDatabase } from '../test/database.mjs';
import { type FaultLine, openFaultLine } from './fault-line';

/** A portal of two web processes and two workers, and everything around it within reach of the soak. */
export type Site = {
  /** Of the proxy that takes turns between the web processes. */
  url: string;
  /** Past the line that is disturbed. */
  databaseUrl: string;
  secret: string;
  gateway: DemoGateway;
  lines: { gateway: FaultLine; mail: FaultLine; database: FaultLine };
  instances: readonly Instance[];
  logsDir: string;
};

const DATABASE = 'portico_soak';
const ORGANIZATION_ID = '5e9d9544a1dcd60001d0ed20';
/** Enough for every process of the site, few enough for a server of a hundred connections. */
const POOL_MAX = '8';
const root = path.join(import.meta.dirname, '..', '..');

/** What has to be ended when the work is over, the last one first. */
type Ends = (() => Promise<unknown>)[];

/** Brings it all up with the demo's data, gives it to `work`, and ends it. Needs a production build. */
export async function withSite<T>(work: (site: Site) => Promise<T>): Promise<T> {
  const ends: Ends = [];
  try {
    return await work(await open(ends));
  } finally {
    for (const end of ends.reverse()) await end().catch((error: unknown) => console.error(error));
  }
}

async function open(ends: Ends): Promise<Site> {
  const logsDir = path.join(root, '.test', 'soak');
  rmSync(logsDir, { recursive: true, force: true });
  mkdirSync(logsDir, { recursive: true, mode: 0o711 });
  const server = openTestDatabase(path.join(root, '.test'));
  ends.push(() => server.stop());
  const databaseUrl = await freshDatabase(await server.url);
  const secrets = { portal: randomBytes(32).toString('hex'), gateway: randomBytes(16).toString('hex') };
  const gateway = await startDemoGateway({ port: 0, secret: secrets.gateway, orgId: ORGANIZATION_ID });
  ends.push(() => gateway.close());
  const mailbox = await startMailbox({ smtpPort: 0, webPort: 0 });
  ends.push(() => mailbox.close());
  const lines = {
    gateway: await lineTo(gateway.url, ends),
    mail: await lineTo(mailbox.smtpUrl, ends),
    database: await lineTo(databaseUrl, ends),
  };
  const port = await freePort();
  const env = {
    ...withoutPortal(process.env),
    NODE_ENV: 'production' as const,
    ...{ PORTAL_DEMO: '1', PORTAL_SECRET: secrets.portal, PORTAL_URL: `http://localhost:${port}` },
    ...{ DATABASE_URL: through(databaseUrl, lines.database), DATABASE_POOL_MAX: POOL_MAX },
    SMTP_URL: through(mailbox.smtpUrl, lines.mail),
    ...{ GATEWAY_URL: through(gateway.url, lines.gateway), GATEWAY_PROXY_URL: gateway.url },
    ...{ GATEWAY_SECRET: secrets.gateway, GATEWAY_ORG_ID: ORGANIZATION_ID, LOG_LEVEL: 'warn' },
  };
  await prepare(env);
  const instances = await startInstances(env, logsDir, ends);
  const proxy = await openRoundRobin({ port, webs: instances.webPorts });
  ends.push(() => proxy.close());
  const { portal: secret } = secrets;
  return { url: proxy.url, databaseUrl, secret, gateway, lines, instances: instances.all, logsDir };
}

async function startInstances(env: NodeJS.ProcessEnv, logsDir: string, ends: Ends) {
  const webPorts = [await freePort(), await freePort()];
  const workerPorts = [await freePort(), await freePort()];
  const around = { root, env, logsDir };
  // Alive is enough: whether it is ready depends on a database that is away now and then.
  const webs = webPorts.map((port, at) => webInstance(around, `web-${at + 1}`, port, '/healthz'));
  const workers = workerPorts.map((port, at) => workerInstance(around, `worker-${at + 1}`, port));
  const all = [...webs, ...workers];
  for (const instance of all) ends.push(() => instance.stop());
  await Promise.all(all.map((instance) => instance.ready()));
  return { all, webPorts };
}

async function lineTo(address: string, ends: Ends): Promise<FaultLine> {
  const { hostname, port } = new URL(address);
  const line = await openFaultLine({ host: hostname, port: Number(port) });
  ends.push(() => line.close());
  return line;
}

function through(address: string, line: FaultLine): string {
  const url = new URL(address);
  url.hostname = '127.0.0.1';
  url.port = String(line.port);
  return url.href.replace(/\/$/, '');
}

async function freshDatabase(serverUrl: string): Promise<string> {
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  await client.query(`drop database if exists ${DATABASE} with (force)`);
  await client.query(`create database ${DATABASE}`);
  await client.end();
  return onDatabase(serverUrl, DATABASE);
}

/** Migrates and loads the demo, as a first start does. */
function prepare(env: NodeJS.ProcessEnv): Promise<void> {
  const child = spawn(process.execPath, ['scripts/portal.mjs', 'prepare'], {
    cwd: root,
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`prepare ended with ${code}`))));
  });
}
