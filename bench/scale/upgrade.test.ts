import pg from 'pg';
import { expect, test } from 'vitest';
import { applyMigrations, readMigrations } from '@/db/apply-migrations';
import { databaseUrl } from '@/test/global-setup';
import { fill } from './fill';
import { fillRest } from './fill-rest';
import { sizesAt } from './sizes';
import { NEVER_WRITTEN, readColumns, readTables } from './table-digests';

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
