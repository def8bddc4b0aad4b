import type { Context } from '../context';
import { conflict } from '../errors';
import { readSealed } from '../secrets/read-sealed';
import { type SealedRow, type SealedTable, sealedTables } from '../secrets/sealed-tables';

/**
 * Throws `conflict` when a secret that this portal does not know sealed something: of a portal that was exported in the
 * middle of a rotation.
 */
export async function refuseUnopened(ctx: Context): Promise<void> {
  for (const table of sealedTables) {
    for await (const rows of readSealed(ctx.db, table)) {
      for (const row of rows) {
        try {
          openAll(ctx, table, row);
        } catch {
          throw conflict(
            `Some ${table.what} were sealed with yet another secret: put every secret that the old portal had into PORTAL_SECRET_PREVIOUS, too. Nothing was imported.`,
          );
        }
      }
    }
  }
}

function openAll(ctx: Context, table: SealedTable, row: SealedRow): void {
  for (const column of table.columns) {
    const sealed = row[column];
    if (Buffer.isBuffer(sealed)) ctx.secrets.open(sealed, table.boundTo(row.id));
  }
}
