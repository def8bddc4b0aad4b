import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { expect, onTestFinished, test } from 'vitest';
import { withClient } from '../embedded-postgres/databases.mjs';
import { freePort, startPostgres } from '../embedded-postgres/start-postgres.mjs';
import { claimRun } from '../start/run-record.mjs';
import { temporaryFolder } from '../start/temporary-folder';
import { UsageError } from './command-error';
import { type CommandName, commands } from './commands';
import { databaseReason } from './explain';
import { readOptions } from './read-options';

function portal(
  args: string[],
  env: Record<string, string> = {},
  program = ['--import', 'tsx', 'scripts/portal/main.ts'],
) {
  const { PATH = '' } = process.env;
  const reply = spawnSync(process.execPath, [...program, ...args], {
    env: { NODE_ENV: 'production', PATH, ...env },
    encoding: 'utf8',
    timeout: 50_000,
  });
  return { code: reply.status, out: reply.stdout, err: reply.stderr.trim() };
}

test('help names every command of the contract, and each says how it is called', async () => {
  const { code, out } = portal(['help']);
  for (const command of [
    'migrate',
    'create-admin',
    'seed-demo',
    'reconcile',
    'doctor',
    'rotate-secret',
    'give-up-seals',
    'export',
    'import',
  ]) {
    expect(out).toContain(`  ${command} `);
  }
  expect(code).toBe(0);
  // Also behind the program that would look for a database first.
  const help = portal(['rotate-secret', '--help'], { PORTAL_DATA_DIR: '/nowhere' }, ['scripts/portal.mjs']);
  expect(help).toMatchObject({
    code: 0,
    out: expect.stringContaining('Usage: npm run portal -- rotate-secret [--json]'),
  });
});

test.each(Object.keys(commands) as CommandName[])('%s refuses what it does not know, with its usage', (name) => {
  for (const args of [['--wrong'], ['one', 'two', 'three'], ['--json=maybe']]) {
    expect(() => readOptions(name, args)).toThrow(UsageError);
    expect(() => readOptions(name, args)).toThrow(`usage: ${name}`);
  }
});

test('a command that was called wrongly exits with 2', () => {
  expect(portal(['export'])).toMatchObject({ code: 2, err: expect.stringMatching(/^portal export: Name the file[.]/) });
});

test('an unknown command is told, with what there is', () => {
  const { code, err } = portal(['migrat']);
  expect(err).toMatch(/^portal: there is no command "migrat"\.\n\nUsage:/);
  expect(code).toBe(2);
});

test('a database that does not answer is one line', async () => {
  const nobody = `postgres://127.0.0.1:${await freePort()}/portal`;
  expect(portal(['migrate'], { DATABASE_URL: nobody })).toMatchObject({
    code: 1,
    err: 'portal migrate: the database does not answer: is it running, and is DATABASE_URL right?',
  });
});

test('the reason is found below the layers that wrapped it', () => {
  const refused = Object.assign(new Error('no'), { code: '28P01' });
  expect(databaseReason(new Error('Failed query', { cause: refused }))).toMatch('refuses the password');
  expect(databaseReason(new Error('something else'))).toBeNull();
});

test('doctor says of each thing what is wrong, and fails', async () => {
  const port = await freePort();
  const { code, out } = portal(['doctor'], {
    DATABASE_URL: `postgres://127.0.0.1:${port}/portal`,
    SMTP_URL: `smtp://127.0.0.1:${port}`,
    PORTAL_URL: `http://127.0.0.1:${port}`,
  });
  expect(out).toMatch(/wrong +Environment +.*PORTAL_SECRET is not set/);
  expect(out).toMatch(/wrong +Database +the database does not answer/);
  expect(out).toMatch(/wrong +Mail +/);
  expect(out).toMatch(/wrong +Public URL +.*does not lead to this portal/);
  expect(code).toBe(1);
});

test('without any database the operator is told how to get one', () => {
  const PORTAL_DATA_DIR = temporaryFolder();
  const { code, err } = portal(['migrate'], { PORTAL_DATA_DIR }, ['scripts/portal.mjs']);
  expect(err).toMatch(/^portico: There is no database: set DATABASE_URL, or make the embedded one .* npm start\.$/);
  expect(code).toBe(1);
  expect(existsSync(`${PORTAL_DATA_DIR}/postgres`)).toBe(false);
});

// Ask for the configured port instead of 0 in portal.mjs and the running portal loses its database.
test('a command leaves the database of a running portal where it is, whatever port it would choose itself', async () => {
  const dataDir = temporaryFolder();
  const postgres = await startPostgres({ dataDir, port: 0, fast: true, connections: 10 });
  onTestFinished(() => postgres.stop());
  const run = await claimRun(dataDir);
  onTestFinished(() => run.release());

  const elsewhere = { PORTAL_DATA_DIR: dataDir, EMBEDDED_POSTGRES_PORT: String(await freePort()) };
  const { code, out } = portal(['migrate'], elsewhere, ['scripts/portal.mjs']);

  expect(out).toContain('up to date');
  expect(code).toBe(0);
  await withClient(postgres.url, (client) => client.query('select 1'));
});
