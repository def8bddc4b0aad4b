import { createHash } from 'node:crypto';
import { sql } from 'drizzle-orm';
import type { Transaction } from '@/db/client';
import type { Context } from '../context';
import { forbidden } from '../errors';
import { mutate } from '../mutate';
import { secretLabels } from '../secrets/secret-label';
import { readSettings } from '../settings/read';
import { FILE_SEAL, type Header } from './file-form';
import { type MovedTable, movedTables, readSchemaVersion } from './moved-tables';

/** So much of a table is read at once, as it lies on disk; a row may be larger. Bytes. */
const PIECE_BYTES = 2_000_000;
const PIECE_ROWS_MAX = 2_000;

/** What the file holds. */
export type Exported = { tables: number; rows: number };
/** Takes one line, without its end. */
export type WriteLine = (line: string) => Promise<void>;

/**
 * Writes the portal as lines of JSON: everything that does not end by itself within a day, as it was at one moment,
 * while the portal runs. Rows stand there as PostgreSQL tells them, so that nothing is lost on the way; secrets stay
 * sealed. That it was done is in the audit log, and so in the lines, too. Throws `forbidden`.
 */
export async function exportPortal(ctx: Context, write: WriteLine): Promise<Exported> {
  if (ctx.actor.kind !== 'system') throw forbidden();
  await mutate(ctx, (unit) => unit.audit('portal.exported', { kind: 'portal', id: null }));
  return ctx.db.transaction(
    async (tx) => {
      await prepare(tx);
      const hash = createHash('sha256');
      const put = (line: string) => {
        hash.update(`${line}\n`);
        return write(line);
      };
      await put(JSON.stringify(await headerOf(ctx, tx)));
      const tables = await movedTables(tx);
      let rows = 0;
      for (const table of tables) rows += await exportTable(tx, table, put);
      const sha256 = hash.digest('hex');
      const seal = ctx.secrets.digest(FILE_SEAL, sha256).toString('hex');
      await write(JSON.stringify({ end: true, rows, sha256, seal }));
      return { tables: tables.length, rows };
    },
    { isolationLevel: 'repeatable read', accessMode: 'read only' },
  );
}

/** However long it takes, and in forms that do not depend on how this role or this server is set. */
async function prepare(tx: Transaction): Promise<void> {
  await tx.execute(sql`set local statement_timeout = 0`);
  await tx.execute(sql`set local idle_in_transaction_session_timeout = 0`);
  await tx.execute(sql`set local timezone = 'UTC'`);
  await tx.execute(sql`set local bytea_output = 'hex'`);
}

async function headerOf(ctx: Context, tx: Transaction): Promise<Header> {
  const { portalName, portalInstance } = await readSettings(tx);
  const [secret = ''] = secretLabels(ctx);
  const schema = await readSchemaVersion(tx);
  const madeAt = ctx.now().toISOString();
  return { format: 'portico-export', formatVersion: 1, madeAt, portalName, portalInstance, schema, secret };
}

async function exportTable(tx: Transaction, { table, columns }: MovedTable, put: WriteLine): Promise<number> {
  const name = sql.identifier(table);
  const { rows: sizes } = await tx.execute<{ rows: number; bytes: number }>(
    sql`select count(*)::int as rows, pg_total_relation_size(${`public.${table}`}::regclass)::float8 as bytes from ${name}`,
  );
  const size = sizes[0] ?? { rows: 0, bytes: 0 };
  await put(JSON.stringify({ table, columns, rows: size.rows }));
  if (size.rows === 0) return 0;
  const piece = Math.max(1, Math.min(PIECE_ROWS_MAX, Math.floor((PIECE_BYTES * size.rows) / Math.max(size.bytes, 1))));
  const listed = sql.join(
    columns.map((column) => sql.identifier(column)),
    sql`, `,
  );
  await tx.execute(sql`
    declare moved no scroll cursor for select row_to_json(row)::text as line from (select ${listed} from ${name}) row`);
  for (;;) {
    const { rows } = await tx.execute<{ line: string }>(sql.raw(`fetch forward ${piece} from moved`));
    for (const { line } of rows) await put(line);
    if (rows.length < piece) break;
  }
  await tx.execute(sql`close moved`);
  return size.rows;
}
