import { sql } from 'drizzle-orm';
import type { Transaction } from '@/db/client';
import type { Context } from '../context';
import { type Lines, readFile } from './read-file';

/** As much goes to the database at once; a single row may be larger. */
const PIECE_CHARACTERS = 4_000_000;
const PIECE_ROWS_MAX = 2_000;

type Piece = { table: string; columns: readonly string[]; rows: string[]; characters: number };

/** Writes every row of the file as it stands there. The caller has checked tables and columns. */
export async function insertRows(
  ctx: Pick<Context, 'secrets'>,
  tx: Transaction,
  lines: Lines,
): Promise<{ tables: number; rows: number }> {
  const counted = { tables: 0, rows: 0 };
  let piece: Piece = { table: '', columns: [], rows: [], characters: 0 };
  for await (const part of readFile(ctx, lines)) {
    if (part.kind === 'table') {
      await flush(tx, piece);
      piece = { table: part.table, columns: part.columns, rows: [], characters: 0 };
      counted.tables += 1;
    } else if (part.kind === 'row') {
      piece.rows.push(part.row);
      piece.characters += part.row.length;
      counted.rows += 1;
      if (piece.characters >= PIECE_CHARACTERS || piece.rows.length >= PIECE_ROWS_MAX) await flush(tx, piece);
    }
  }
  await flush(tx, piece);
  return counted;
}

/** The text goes to PostgreSQL unread: JavaScript would round its large numbers. */
async function flush(tx: Transaction, piece: Piece): Promise<void> {
  if (piece.rows.length === 0) return;
  const name = sql.identifier(piece.table);
  const columns = sql.join(
    piece.columns.map((column) => sql.identifier(column)),
    sql`, `,
  );
  await tx.execute(sql`
    insert into ${name} (${columns})
    select ${columns} from json_populate_recordset(null::${name}, ${`[${piece.rows.join(',')}]`}::json)`);
  piece.rows = [];
  piece.characters = 0;
}
