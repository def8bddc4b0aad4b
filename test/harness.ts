import { randomUUID } from 'node:crypto';
import pg from 'pg';
import type { Context } from '@/core/context';
import type { Actor } from '@/core/identity/actor';
import { anonymous } from '@/core/identity/actor';
import { type Database, databaseOn, openPool } from '@/db/client';
import { createSecretBox } from '@/server/secret-box';
import { databaseUrl } from './global-setup';

/** PORTAL_SECRET of every test. */
export const TEST_SECRET = 'a secret that only tests know, 32 bytes and more';
/** PORTAL_URL of every test that serves no pages. */
export const TEST_PORTAL_URL = 'http://portal.test';

/** Below a test's own limit, so that it is told what it waited for. */
const PATIENCE_MS = 50_000;

const pools: pg.Pool[] = [];

/** Ends the connections of a file's tests: `test/close-connections.ts` does it behind each file. */
export async function closePools(): Promise<void> {
  sandboxPool = null;
  await Promise.all(pools.splice(0).map((pool) => pool.end()));
}

function testServer(): string {
  const url = process.env.TEST_DATABASE_URL;
  if (!url) throw new Error('TEST_DATABASE_URL is not set: run through vitest.config.ts');
  return url;
}

/** The prefix of this run's databases. */
function testRun(): string {
  return process.env.TEST_RUN ?? 'portico_test_0';
}

let sandboxPool: pg.Pool | null = null;

/** One sandbox database per test process: settings are one row, so two open transactions would wait for each other. */
async function openSandbox(): Promise<pg.Pool> {
  const name = `${testRun()}_sandbox_${process.env.VITEST_POOL_ID ?? '0'}`;
  await onServer(`create database ${name} template ${testRun()}_template`).catch((error: { code?: string }) => {
    if (error.code !== '42P04') throw error; // it is there already
  });
  const pool = patientPool(databaseUrl(testServer(), name), 4);
  pools.push(pool);
  return pool;
}

/** Runs the test in one transaction that is rolled back: fast, and alone with its rows. Not for races. */
export async function inSandbox(test: (db: Database) => Promise<void>): Promise<void> {
  sandboxPool ??= await openSandbox();
  const rollback = new Error('roll back');
  const outcome = databaseOn(sandboxPool).transaction(async (tx) => {
    await test(tx);
    throw rollback;
  });
  await outcome.catch((error: unknown) => {
    if (error !== rollback) throw error;
  });
}

/** A database of its own with real commits and real connections, for races and faults. Dropped afterwards. */
export async function unboxed(
  test: (db: Database, url: string) => Promise<void>,
  options = { max: 20 },
): Promise<void> {
  const name = `${testRun()}_${randomUUID().replaceAll('-', '')}`;
  await onServer(`create database ${name} template ${testRun()}_template`);
  const url = databaseUrl(testServer(), name);
  const pool = patientPool(url, options.max);
  try {
    await test(databaseOn(pool), url);
  } finally {
    await pool.end();
    await onServer(`drop database if exists ${name} with (force)`);
  }
}

/** A database of its own for a whole file (servers, worker processes); give it back with `drop`. */
export async function ownDatabase(): Promise<{ url: string; drop(): Promise<void> }> {
  const name = `${testRun()}_${randomUUID().replaceAll('-', '')}`;
  await onServer(`create database ${name} template ${testRun()}_template`);
  return {
    url: databaseUrl(testServer(), name),
    drop: () => onServer(`drop database if exists ${name} with (force)`),
  };
}

/**
 * As the portal opens it, but for its limits: what a crowd of tests does at once takes a busy machine longer than the
 * portal would let anybody wait. `db/client.test.ts` tests the limits.
 */
function patientPool(url: string, max: number): pg.Pool {
  const pool = openPool(url, { max, onError: () => {} });
  const limits = { connectionTimeoutMillis: PATIENCE_MS, statement_timeout: PATIENCE_MS, lock_timeout: PATIENCE_MS };
  Object.assign(pool.options, limits, { idle_in_transaction_session_timeout: PATIENCE_MS });
  return pool;
}

/** Copies of one template cannot be made at the same time, so the statements take turns. */
async function onServer(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: testServer() });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock(7310244521)');
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/** A context for this actor over this database; everything can be overridden. */
export function contextFor(db: Database, actor: Actor = anonymous, overrides: Partial<Context> = {}): Context {
  return {
    db,
    actor,
    now: () => new Date(),
    secrets: createSecretBox(TEST_SECRET),
    portalUrl: TEST_PORTAL_URL,
    ip: '192.0.2.1',
    requestId: randomUUID(),
    log: { info: () => {}, warn: () => {}, error: () => {} },
    fault: async () => {},
    ...overrides,
  };
}
