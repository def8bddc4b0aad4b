import type pg from 'pg';
import { applyMigrations, isOnline, readMigrations } from '@/db/apply-migrations';
import { migrateDatabase } from '@/db/migrate';
import type { DatabasePart, Result } from '../result';
import { type Crowd, type Longest, startCrowd } from '../scale/crowd';
import { fillQuickly, inDatabase, onServer } from '../scale/make-database';
import { makeDemo } from '../scale/make-demo';
import { copyToOldSchema } from '../scale/old-demo';
import { sizesAt } from '../scale/sizes';
import { readColumns, readTables, type Tables } from '../scale/table-digests';

/** Of the full size, unless `BENCH_SCALE` says another part. */
const PART_DEFAULT = 0.1;
/** Nobody stands in a queue for longer because of a migration that is made while people work. */
const LOCK_TARGET_MS = 200;
/** How long the crowd is watched before the first migration. */
const QUIET_MS = 3_000;
/** What the crowd writes: there only the number of rows is compared. */
const WRITTEN = ['users', 'audit_events', 'notifications', 'sessions'];

/**
 * Rehearses the upgrade from the first schema: over a scaled database, migration by migration, while a crowd asks and
 * writes; over a copy of the demo; and over what the first schema can hold of the demo.
 */
export const upgrade: DatabasePart = async (serverUrl, say) => {
  const at = (name: string) => Object.assign(new URL(serverUrl), { pathname: `/${name}` }).href;
  const results = await upgradeScaled(serverUrl, at('portico_upgrade_scaled'), say);
  return [...results, ...(await upgradeDemo(serverUrl, at, say))];
};

async function upgradeScaled(serverUrl: string, url: string, say: (text: string) => void): Promise<Result[]> {
  const part = Number(process.env.BENCH_SCALE === 'full' ? 1 : (process.env.BENCH_SCALE ?? PART_DEFAULT));
  const sizes = sizesAt(part);
  await renew(serverUrl, 'portico_upgrade_scaled');
  const results = await inDatabase(url, async (client) => {
    const migrations = readMigrations();
    await applyMigrations(client, migrations.slice(0, 1));
    await fillQuickly(client, sizes, () => {});
    await client.query('vacuum analyze');
    const columns = await readColumns(client);
    const before = await readTables(client, columns);
    say(`  ${total(before)} rows in ${before.size} tables, at ${part} of the full size`);
    const crowd = await startCrowd(url, sizes);
    try {
      await quiet();
      const calm = crowd.look();
      say(`  nothing migrates: ${told(calm)}`);
      const steps = await bringForward(client, crowd, say);
      await crowd.stop();
      const after = await readTables(client, columns);
      return [
        comparison(`rows of a portal of ${sizes.users} developers`, before, after, crowd.added),
        ...['made while people work', 'older than the first release'].map((kind, index) =>
          longestOf(
            `longest wait for a lock, migrations ${kind}`,
            steps.filter(({ online }) => online === (index === 0)),
            calm,
          ),
        ),
        refused(crowd),
      ];
    } finally {
      await crowd.stop();
    }
  });
  await onServer(serverUrl, 'drop database if exists portico_upgrade_scaled with (force)');
  return results;
}

type Step = { name: string; online: boolean; ms: number; longest: Longest };

async function bringForward(client: pg.Client, crowd: Crowd, say: (text: string) => void): Promise<Step[]> {
  const migrations = readMigrations();
  const steps: Step[] = [];
  for (const [index, migration] of migrations.entries()) {
    if (index === 0) continue;
    const started = performance.now();
    await applyMigrations(client, migrations.slice(0, index + 1));
    const ms = performance.now() - started;
    const longest = crowd.look();
    steps.push({ name: migration.name, online: isOnline(migration), ms, longest });
    say(
      `  ${migration.name}${isOnline(migration) ? ' (while people work)' : ''}: ${ms.toFixed(0)} ms; ${told(longest)}`,
    );
  }
  return steps;
}

function longestOf(what: string, steps: Step[], calm: Longest): Result {
  const [worst] = [...steps].sort((a, b) => b.longest.lockMs - a.longest.lockMs);
  const slowest = Math.max(...steps.map(({ longest }) => longest.ms));
  const isTarget = worst?.online === true;
  return {
    what,
    measured: `${worst?.longest.lockMs.toFixed(0)} ms (${worst?.name}); slowest statement ${slowest.toFixed(0)} ms`,
    baseline: `${calm.lockMs.toFixed(0)} ms; ${calm.ms.toFixed(0)} ms, nothing migrates`,
    ratio: null,
    target: isTarget ? `≤ ${LOCK_TARGET_MS} ms` : '',
    isMet: isTarget ? (worst?.longest.lockMs ?? 0) <= LOCK_TARGET_MS : null,
  };
}

function refused({ refusals }: Crowd): Result {
  const said = [...refusals].map(([words, times]) => `${words} (${times} ×)`).join('; ');
  return {
    ...{ what: 'statements of the first schema that were refused meanwhile', measured: said === '' ? 'none' : said },
    ...{ baseline: '', ratio: null, target: 'none', isMet: refusals.size === 0 },
  };
}

async function upgradeDemo(
  serverUrl: string,
  at: (name: string) => string,
  say: (text: string) => void,
): Promise<Result[]> {
  const [demo, copy, old] = ['portico_upgrade_demo', 'portico_upgrade_copy', 'portico_upgrade_old'] as const;
  await renew(serverUrl, demo);
  await makeDemo(at(demo));
  await onServer(serverUrl, `drop database if exists ${copy} with (force)`);
  await onServer(serverUrl, `create database ${copy} template ${demo}`);
  const copied = await inDatabase(at(copy), async (client) => {
    const columns = await readColumns(client);
    const before = await readTables(client, columns);
    await migrateDatabase(at(copy));
    return comparison('the demo, copied, migrated again', before, await readTables(client, columns));
  });
  await renew(serverUrl, old);
  const aged = await inDatabase(at(demo), (from) => inDatabase(at(old), (to) => age(from, to, at(old), say)));
  for (const name of [demo, copy, old]) await onServer(serverUrl, `drop database if exists ${name} with (force)`);
  return [copied, aged];
}

/** What the first schema can hold of the demo, brought forward as a portal's database is. */
async function age(from: pg.Client, to: pg.Client, url: string, say: (text: string) => void): Promise<Result> {
  await applyMigrations(to, readMigrations().slice(0, 1));
  const columns = await readColumns(to);
  const leftOut = await copyToOldSchema(from, to, columns);
  for (const [table, rows] of leftOut) say(`  ${table}: ${rows} rows of the demo do not fit into the first schema`);
  const before = await readTables(to, columns);
  await migrateDatabase(url);
  return comparison('what the first schema holds of the demo', before, await readTables(to, columns));
}

function comparison(what: string, before: Tables, after: Tables, added: Map<string, number> = new Map()): Result {
  const changed = [...before].filter(([table, { rows, digest }]) => {
    const now = after.get(table);
    if (now?.rows !== rows + (added.get(table) ?? 0)) return true;
    return !(added.size > 0 && WRITTEN.includes(table)) && now.digest !== digest;
  });
  const news = [...added.values()].reduce((sum, rows) => sum + rows, 0);
  return {
    what,
    measured:
      changed.length === 0 ? 'every one is there, unchanged' : `other than before: ${changed.map(([name]) => name)}`,
    baseline: `${total(before)} rows in ${before.size} tables${news === 0 ? '' : `, and ${news} written meanwhile`}`,
    ...{ ratio: null, target: 'the same', isMet: changed.length === 0 },
  };
}

function total(tables: Tables): number {
  return [...tables.values()].reduce((sum, { rows }) => sum + rows, 0);
}

function told({ ms, what, lockMs, statements }: Longest): string {
  return `${statements} statements, the longest ${ms.toFixed(0)} ms (${what}), for a lock ${lockMs.toFixed(0)} ms`;
}

async function renew(serverUrl: string, name: string): Promise<void> {
  await onServer(serverUrl, `drop database if exists ${name} with (force)`);
  await onServer(serverUrl, `create database ${name}`);
}

function quiet(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, QUIET_MS));
}
