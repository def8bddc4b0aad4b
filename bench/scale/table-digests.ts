import type pg from 'pg';

/** Gone on purpose (0009): logos became images of their own. */
const TAKEN = ['products.logo'];

/** Nothing wrote them as long as the first schema stood: migration 0015 could not add its columns if it had. */
export const NEVER_WRITTEN = ['webhook_deliveries'];

/** A table and the columns of it that are compared. */
export type Columns = { table: string; names: string[] }[];
/** How many rows a table has, and a digest of what stands in them. */
export type Tables = Map<string, { rows: number; digest: string }>;

/** Every table with the columns that it has now, but those that a later migration takes on purpose. */
export async function readColumns(client: pg.ClientBase): Promise<Columns> {
  const { rows } = await client.query<{ table: string; names: string[] }>(
    `select table_name as table, array_agg(column_name::text order by ordinal_position) as names
      from information_schema.columns
      where table_schema = 'public' and not (table_name || '.' || column_name = any ($1)) group by 1 order by 1`,
    [TAKEN],
  );
  return rows;
}

/** What stands in these columns, table by table. */
export async function readTables(client: pg.ClientBase, columns: Columns): Promise<Tables> {
  const selects = columns.map(({ table, names }) => {
    const row = `md5(row(${names.map((name) => `"${name}"`).join(', ')})::text)`;
    return `select '${table}' as name, count(*)::int as rows, md5(coalesce(string_agg(${row}, '' order by ${row}), '')) as digest
      from "${table}"`;
  });
  const { rows } = await client.query<{ name: string; rows: number; digest: string }>(selects.join(' union all '));
  return new Map(rows.map(({ name, ...content }) => [name, content]));
}
