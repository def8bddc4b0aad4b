import pg from 'pg';
import { expect, test } from 'vitest';
import { applyMigrations, readMigrations } from '@/db/apply-migrations';
import { databaseUrl } from '@/test/global-setup';
import { fill } from './fill';
import { fillRest } from './fill-rest';
import { sizesAt } from './sizes';

/** Nothing wrote them as long as the first schema stood: migration 0015 could not add its columns if it had. */
const NEVER_WRITTEN = ['webhook_deliveries'];
/** Gone on purpose (0009): logos became images of their own. */
const TAKEN = ['products.logo'];

// Fails where a migration loses a row, changes a value or cannot be made over data: one that says
// `update apps set name = upper(name)`, or `alter table apps add column x text not null`.
test('a portal of the first schema comes forward step by step and loses nothing', async () => {
  await withEmptyDatabase(async (client) => {
    const migrations = readMigrations();
    await applyMigrations(client, migrations.slice(0, 1));
    await fill(client, sizesAt(0));
    for (const statement of fillRest()) await client.query(statement);
    const columns = await readColumns(client);
    const before = await readTables(client, columns);
    expect([...before].flatMap(([table, { rows }]) => (rows === 0 ? [table] : []))).toEqual(NEVER_WRITTEN);

    for (let steps = 2; steps <= migrations.length; steps += 1) {
      await applyMigrations(client, migrations.slice(0, steps));
      expect(await readTables(client, columns), migrations[steps - 1]?.name).toEqual(before);
    }
  });
});

async function withEmptyDatabase(work: (client: pg.Client) => Promise<void>): Promise<void> {
  const server = process.env.TEST_DATABASE_URL ?? '';
  const name = `${process.env.TEST_RUN}_upgrade`;
  const admin = new pg.Client({ connectionString: server });
  const client = new pg.Client({ connectionString: databaseUrl(server, name) });
  await admin.connect();
  try {
    await admin.query(`create database ${name}`);
    await client.connect();
    await work(client);
  } finally {
    await client.end();
    await admin.query(`drop database if exists ${name} with (force)`);
    await admin.end();
  }
}

type Columns = { table: string; names: string[] }[];

async function readColumns(client: pg.Client): Promise<Columns> {
  const { rows } = await client.query<{ table: string; names: string[] }>(
    `select table_name as table, array_agg(column_name::text order by ordinal_position) as names
      from information_schema.columns
      where table_schema = 'public' and not (table_name || '.' || column_name = any ($1)) group by 1 order by 1`,
    [TAKEN],
  );
  return rows;
}

/** What stands in these columns, table by table: how many rows, and a digest of all of them. */
async function readTables(client: pg.Client, columns: Columns): Promise<Map<string, { rows: number; digest: string }>> {
  const selects = columns.map(({ table, names }) => {
    const row = `md5(row(${names.map((name) => `"${name}"`).join(', ')})::text)`;
    return `select '${table}' as name, count(*)::int as rows, md5(coalesce(string_agg(${row}, '' order by ${row}), '')) as digest
      from "${table}"`;
  });
  const { rows } = await client.query<{ name: string; rows: number; digest: string }>(selects.join(' union all '));
  return new Map(rows.map(({ name, ...content }) => [name, content]));
}
