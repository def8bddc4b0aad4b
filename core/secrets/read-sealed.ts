import { type SQL, sql } from 'drizzle-orm';
import type { Database, Transaction } from '@/db/client';
import type { SealedRow, SealedTable } from './sealed-tables';

const AT_ONCE = 500;
const NEWEST = 200;

/** All rows of a table, in order of their keys and in pieces; holds nothing. */
export async function* readSealed(db: Database, table: SealedTable): AsyncGenerator<readonly SealedRow[]> {
  const key = keyOf(table);
  let after: string | null = null;
  for (;;) {
    const from: SQL = after === null ? sql`true` : sql`${key} > ${typed(table, after)}`;
    const result = await db.execute<SealedRow>(
      sql`select ${columnsOf(table)} from ${sql.identifier(table.table)} where ${from} order by ${key} limit ${AT_ONCE}`,
    );
    const rows: readonly SealedRow[] = result.rows;
    if (rows.length > 0) yield rows;
    if (rows.length < AT_ONCE) return;
    after = rows.at(-1)?.id ?? null;
  }
}

/** The newest rows of a table: ids are in the order in which they were made. */
export async function newestSealed(db: Database, table: SealedTable): Promise<readonly SealedRow[]> {
  const { rows } = await db.execute<SealedRow>(sql`
    select ${columnsOf(table)} from ${sql.identifier(table.table)} order by ${keyOf(table)} desc limit ${NEWEST}`);
  return rows;
}

/** Those of these rows that nobody else writes at this moment, held until the end of the transaction. */
export async function holdSealed(
  tx: Transaction,
  table: SealedTable,
  ids: readonly string[],
): Promise<readonly SealedRow[]> {
  const key = keyOf(table);
  const { rows } = await tx.execute<SealedRow>(sql`
    select ${columnsOf(table)} from ${sql.identifier(table.table)}
    where ${key} = any(${sql.param([...ids])}::${sql.raw(table.key.type)}[]) order by ${key} for update skip locked`);
  return rows;
}

/** Writes columns of one row. */
export async function writeSealed(
  tx: Transaction,
  table: SealedTable,
  id: string,
  patch: Readonly<Record<string, Buffer>>,
): Promise<void> {
  const changes = Object.entries(patch).map(([column, bytes]) => sql`${sql.identifier(column)} = ${bytes}`);
  await tx.execute(sql`
    update ${sql.identifier(table.table)} set ${sql.join(changes, sql`, `)} where ${keyOf(table)} = ${typed(table, id)}`);
}

const keyOf = ({ key }: SealedTable) => sql.identifier(key.column);

function typed(table: SealedTable, id: string): SQL {
  return table.key.type === 'uuid' ? sql`${id}::uuid` : sql`${id}::boolean`;
}

function columnsOf(table: SealedTable): SQL {
  const columns = [...table.columns, ...(table.digests?.columns ?? [])].map((column) => sql.identifier(column));
  return sql.join([sql`${keyOf(table)}::text as id`, ...columns], sql`, `);
}
