import { type ChildProcess, spawn } from 'node:child_process';
import { appendFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { delimiter } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const START_TIMEOUT_MS = 300_000;
const STOP_TIMEOUT_MS = 30_000;

/**
 * Starts the whole portal the way a person does, by `npm start`'s own script, on free ports and fresh demo data:
 * the production build, embedded PostgreSQL, demo gateway, demo mailbox. Stops all of it afterwards. With
 * E2E_PORTAL_URL, E2E_GATEWAY_URL, E2E_GATEWAY_SECRET_FILE and E2E_MAILBOX_URL set, the stories are told to a demo that
 * runs already.
 */
export default async function setup(): Promise<() => Promise<void>> {
  if (process.env.E2E_PORTAL_URL) return async () => {};
  const dataDir = `${root}.test/e2e`;
  const [web, gateway, smtp, mailbox, postgres] = await freePorts(5);
  const url = `http://localhost:${web}`;
  process.env.E2E_PORTAL_URL = url;
  process.env.E2E_GATEWAY_URL = `http://127.0.0.1:${gateway}`;
  // A story plays the gateway's owner, who has its secret; the file is there as soon as the gateway runs.
  process.env.E2E_GATEWAY_SECRET_FILE = `${dataDir}/gateway-secret`;
  process.env.E2E_MAILBOX_URL = `http://127.0.0.1:${mailbox}`;
  process.env.E2E_POSTGRES_PORT = String(postgres);
  // What npm start says, and what the web process says with the worker in it.
  const startLog = `${root}.test/e2e-start.log`;
  process.env.E2E_LOG_FILE = [startLog, `${dataDir}/logs/web.log`].join(delimiter);
  rmSync(dataDir, { recursive: true, force: true });
  mkdirSync(dataDir, { recursive: true });

  const child = spawn(process.execPath, ['scripts/start.mjs'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...withoutPortal(process.env),
      PORT: String(web),
      PORTAL_DATA_DIR: dataDir,
      DEMO_GATEWAY_PORT: String(gateway),
      DEMO_MAILBOX_SMTP_PORT: String(smtp),
      DEMO_MAILBOX_WEB_PORT: String(mailbox),
      EMBEDDED_POSTGRES_PORT: String(postgres),
      // Everything that is ever logged: the sweep at the end looks through it.
      LOG_LEVEL: 'debug',
    },
  });
  await untilReady(child, url, startLog);
  return () => stop(child);
}

/** The caller's own portal variables must not leak into this one. */
function withoutPortal(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const foreign = /^(DATABASE_URL|USAGE_DATABASE_URL|SMTP_URL|GATEWAY_|OIDC_|PORTAL_|EMAIL_FROM|TEST_)/;
  return Object.fromEntries(Object.entries(env).filter(([name]) => !foreign.test(name))) as NodeJS.ProcessEnv;
}

async function untilReady(child: ChildProcess, url: string, logFile: string): Promise<void> {
  let output = '';
  writeFileSync(logFile, '');
  const ready = new Promise<void>((resolve, reject) => {
    const hear = (chunk: Buffer) => {
      appendFileSync(logFile, chunk);
      if (output.includes(`READY ${url}`)) return;
      output += chunk.toString();
      if (output.includes(`READY ${url}`)) resolve();
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
    child.once('exit', (code) => reject(new Error(`npm start ended with ${code} before it was ready:\n${output}`)));
    setTimeout(() => reject(new Error(`npm start was not ready in time:\n${output}`)), START_TIMEOUT_MS).unref();
  });
  await ready;
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  const patience = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT_MS);
  await ended;
  clearTimeout(patience);
}

async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(
    Array.from({ length: count }, async () => {
      const server = createServer();
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      return server;
    }),
  );
  const ports = servers.map((server) => (server.address() as { port: number }).port);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}
