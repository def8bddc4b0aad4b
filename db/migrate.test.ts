import pg from 'pg';
import { expect, test } from 'vitest';
import { databaseUrl } from '@/test/global-setup';
import { migrateDatabase } from './migrate';

// Without the advisory lock in migrate.ts most of them fail with a duplicate key in pg_type.
test('many machines may migrate an empty database at the same time [D-09]', async () => {
  const server = process.env.TEST_DATABASE_URL ?? '';
  const name = `${process.env.TEST_RUN}_migrate`;
  const admin = new pg.Client({ connectionString: server });
  await admin.connect();
  try {
    await admin.query(`create database ${name}`);
    const url = databaseUrl(server, name);
    await Promise.all(Array.from({ length: 6 }, () => migrateDatabase(url)));
    await migrateDatabase(url);
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    const { rows } = await client.query(`select count(*)::int as tables from pg_tables where schemaname = 'public'`);
    await client.end();
    expect(rows[0].tables).toBeGreaterThan(30);
  } finally {
    await admin.query(`drop database if exists ${name} with (force)`);
    await admin.end();
  }
});
