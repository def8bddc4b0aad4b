import type pg from 'pg';
import { type Columns, NEVER_WRITTEN } from './table-digests';

/** Rows of the demo that the first schema could not hold, by table. */
export type LeftOut = Map<string, number>;

const BATCH = 500;

/**
 * Copies into a database of the first schema what it can hold of a demo of today: of each table the columns that both
 * have. A row with a value that was unknown then is left out, and counted; of a table that nothing wrote then all are.
 * Foreign keys are not looked at.
 */
export async function copyToOldSchema(from: pg.Client, to: pg.Client, columns: Columns): Promise<LeftOut> {
  const leftOut: LeftOut = new Map();
  await to.query(`set session_replication_role = 'replica'`);
  for (const { table, names } of columns) {
    const { rows: known } = await from.query<{ name: string }>(
      `select column_name as name from information_schema.columns where table_schema = 'public' and table_name = $1
        and column_name = any ($2) and is_generated = 'NEVER'`,
      [table, names],
    );
    if (known.length === 0) continue;
    const list = known.map(({ name }) => `"${name}"`).join(', ');
    const { rows } = await from.query<{ row: unknown }>(
      `select to_json(given) as row from (select ${list} from "${table}") given`,
    );
    if (NEVER_WRITTEN.includes(table)) {
      if (rows.length > 0) leftOut.set(table, rows.length);
      continue;
    }
    const refused = await insertInto(
      to,
      { table, list },
      rows.map(({ row }) => row),
    );
    if (refused > 0) leftOut.set(table, refused);
  }
  await to.query(`set session_replication_role = 'origin'`);
  return leftOut;
}

/** Puts rows into a table, and says how many do not fit. */
async function insertInto(
  to: pg.Client,
  { table, list }: { table: string; list: string },
  rows: unknown[],
): Promise<number> {
  const put = (given: unknown[]) =>
    to.query(
      `insert into "${table}" (${list}) select ${list} from json_populate_recordset(null::"${table}", $1::json)`,
      [JSON.stringify(given)],
    );
  let refused = 0;
  for (let at = 0; at < rows.length; at += BATCH) {
    const batch = rows.slice(at, at + BATCH);
    try {
      await put(batch);
    } catch {
      // One of them does not fit: each by itself.
      for (const row of batch) await put([row]).catch(() => (refused += 1));
    }
  }
  return refused;
}
