import { sql } from 'drizzle-orm';
import type { Database, Transaction } from '@/db/client';
import { leftBehind } from './left-behind';

/** A table that moves, and the columns of it that are written (generated ones are made by the database). */
export type MovedTable = { table: string; columns: readonly string[] };

/** All tables that move, by name. */
export async function movedTables(db: Database | Transaction): Promise<readonly MovedTable[]> {
  const { rows } = await db.execute<{ table: string; columns: string[] }>(sql`
    select class.relname as table, array_agg(attribute.attname::text order by attribute.attname) as columns
    from pg_class class join pg_attribute attribute on attribute.attrelid = class.oid
    where class.relnamespace = 'public'::regnamespace and class.relkind = 'r'
      and attribute.attnum > 0 and not attribute.attisdropped and attribute.attgenerated = ''
    group by class.relname order by class.relname`);
  return rows.filter(({ table }) => !Object.hasOwn(leftBehind, table));
}

/** The schema of a portal: how many migrations made it, and a digest of them all. */
export type SchemaVersion = { migrations: number; digest: string };

/** The schema that this database has. */
export async function readSchemaVersion(db: Database | Transaction): Promise<SchemaVersion> {
  const { rows } = await db.execute<SchemaVersion>(sql`
    select count(*)::int as migrations,
      encode(sha256(convert_to(coalesce(string_agg(hash, ',' order by id), ''), 'UTF8')), 'hex') as digest
    from drizzle.__drizzle_migrations`);
  const [version] = rows;
  if (!version) throw new Error('readSchemaVersion: an aggregate has a row');
  return version;
}
