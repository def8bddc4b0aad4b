import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { eachLine } from '../start/output-lines.mjs';
import { processIdentity } from '../start/process-identity.mjs';
import { temporaryFolder } from '../start/temporary-folder';
import { findBinaries, linkLibraries } from './binaries.mjs';
import { dropDatabase, ensureDatabase, onDatabase, withClient } from './databases.mjs';
import { startPostgres } from './start-postgres.mjs';

const isRoot = process.getuid?.() === 0;

async function start(dataDir: string, { fast = true } = {}) {
  const postgres = await startPostgres({ dataDir, port: 0, fast, connections: 10 });
  onTestFinished(() => postgres.stop());
  return postgres;
}

const ask = async (url: string, question: string) =>
  withClient(url, async (client) => (await client.query(question)).rows);

test('a committed row survives kill -9 of the server', async () => {
  const dataDir = temporaryFolder();
  // Not fast, as in `npm start`: with synchronous_commit off this row is lost.
  const first = await start(dataDir, { fast: false });
  await ask(first.url, `create table notes (text text); insert into notes values ('kept')`);

  process.kill(first.pid, 'SIGKILL');
  const second = await start(dataDir);

  expect(second.adopted).toBe(false);
  expect(await ask(second.url, 'select text from notes')).toEqual([{ text: 'kept' }]);
});

test('a server that a killed start left behind is adopted, and stopped at the end', async () => {
  const dataDir = temporaryFolder();
  const script = `import(${JSON.stringify(path.resolve('scripts/embedded-postgres/start-postgres.mjs'))})
    .then(({ startPostgres }) => startPostgres({ dataDir: ${JSON.stringify(dataDir)}, port: 0, fast: true }))
    .then(({ pid }) => { console.log(pid); setInterval(() => {}, 1000); })`;
  const starter = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  const pid = await new Promise<number>((resolve) => eachLine(starter.stdout, (line) => resolve(Number(line))));
  starter.kill('SIGKILL');

  const postgres = await start(dataDir);

  expect(postgres).toMatchObject({ adopted: true, pid });
  expect(await ask(postgres.url, 'select 1 as one')).toEqual([{ one: 1 }]);
  await postgres.stop();
  expect(processIdentity(pid)).toBeNull();
});

test('crowds that start at once get one server', async () => {
  const dataDir = temporaryFolder();
  const crowd = await Promise.all([start(dataDir), start(dataDir), start(dataDir)]);
  expect(new Set(crowd.map(({ pid }) => pid)).size).toBe(1);
});

test('a note that names a stranger does not keep the server from starting', async () => {
  const dataDir = temporaryFolder();
  const first = await start(dataDir);
  const note = path.join(dataDir, 'postgres', 'postmaster.pid');
  const lines = readFileSync(note, 'utf8').split('\n');
  await first.stop();
  // As after a crash and a restart of the machine: somebody else has that process id now.
  writeFileSync(note, [process.pid, ...lines.slice(1)].join('\n'));

  expect((await start(dataDir)).adopted).toBe(false);
});

test('it listens on 127.0.0.1 with a password, sorts by code point, knows Unicode and the extensions', async () => {
  const dataDir = temporaryFolder();
  const { url } = await start(dataDir);
  const [settings] = await ask(
    url,
    `select current_setting('listen_addresses') as addresses, current_setting('unix_socket_directories') as sockets,
      current_setting('server_encoding') as encoding, lower('ÄÖ') as lower, 'B' < 'a' as by_code_point`,
  );
  expect(settings).toEqual({ addresses: '127.0.0.1', sockets: '', encoding: 'UTF8', lower: 'äö', by_code_point: true });
  await ask(url, 'create extension pg_trgm; create extension citext');
  const wrong = new URL(url);
  wrong.password = 'wrong';
  await expect(ask(wrong.href, 'select 1')).rejects.toMatchObject({ code: '28P01' });
  expect(statSync(path.join(dataDir, 'postgres-password')).mode & 0o777).toBe(0o600);
});

test('a database is made once and dropped with its sessions', async () => {
  const { url } = await start(temporaryFolder());
  await ensureDatabase(url, 'other');
  await ensureDatabase(url, 'other');
  await withClient(onDatabase(url, 'other'), async () => {
    await dropDatabase(url, 'other');
  });
  await dropDatabase(url, 'other');
  expect(await ask(url, `select 1 from pg_database where datname = 'other'`)).toEqual([]);
});

test('a lost password is told, not replaced', async () => {
  const dataDir = temporaryFolder();
  await (await start(dataDir)).stop();
  rmSync(path.join(dataDir, 'postgres-password'));
  await expect(start(dataDir)).rejects.toThrow(/postgres-password is missing, but .+ exists/);
});

test('a taken port is told with the variable that chooses another', async () => {
  const { port } = await start(temporaryFolder());
  await expect(startPostgres({ dataDir: temporaryFolder(), port, fast: true })).rejects.toThrow(
    `Port ${port} (embedded PostgreSQL) is taken by another program. Stop that program, or set EMBEDDED_POSTGRES_PORT to another port.`,
  );
});

test.runIf(isRoot)('root keeps programs or data where the other account can go, and finds them again', async () => {
  const closed = temporaryFolder();
  chmodSync(closed, 0o700);
  const dataDir = path.join(closed, 'data');
  mkdirSync(dataDir);
  const first = await start(dataDir);
  const home = readFileSync(path.join(dataDir, 'postgres-place'), 'utf8');
  onTestFinished(() => rmSync(home, { recursive: true, force: true }));
  await ask(first.url, 'create table kept (one int)');
  await first.stop();

  expect(existsSync(path.join(home, 'postgres', 'PG_VERSION'))).toBe(true);
  expect(await ask((await start(dataDir)).url, 'select * from kept')).toEqual([]);
});

test('a machine without a PostgreSQL of ours is told to bring one', () => {
  expect(() => findBinaries(process.cwd(), 'sunos-x64')).toThrow(
    /no embedded PostgreSQL for sunos-x64\. Set DATABASE_URL/,
  );
  expect(() => findBinaries('/nowhere')).toThrow(/not installed\. Run npm ci .+ Set DATABASE_URL/);
});

test('libraries are linked also where npm ran no install script', () => {
  const native = path.join(temporaryFolder(), 'native');
  mkdirSync(path.join(native, 'lib'), { recursive: true });
  writeFileSync(path.join(native, 'lib', 'libpq.so.5.18'), 'library');
  const links = [{ source: 'native/lib/libpq.so.5.18', target: 'native/lib/libpq.so.5' }];
  writeFileSync(path.join(native, 'pg-symlinks.json'), JSON.stringify(links));
  linkLibraries(native);
  linkLibraries(native);
  expect(readFileSync(path.join(native, 'lib', 'libpq.so.5'), 'utf8')).toBe('library');
});
