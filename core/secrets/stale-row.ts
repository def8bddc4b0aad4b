import type { Context } from '../context';
import type { KeyForms } from './credential-digests';
import type { SealedRow, SealedTable } from './sealed-tables';

/** Columns as they shall be, by name. */
export type Patch = Readonly<Record<string, Buffer>>;

/**
 * What has to be written so that this row needs today's secret alone; nothing (no columns) when it does already. Throws
 * when a seal opens with none of the secrets.
 */
export function patchOf(ctx: Pick<Context, 'secrets'>, table: SealedTable, row: SealedRow, keyForms: KeyForms): Patch {
  const patch: Record<string, Buffer> = {};
  for (const column of table.columns) {
    const sealed = row[column];
    const anew = Buffer.isBuffer(sealed) ? ctx.secrets.reseal(sealed, table.boundTo(row.id)) : null;
    if (anew) patch[column] = anew;
  }
  for (const [column, digest] of Object.entries(table.digests?.of(ctx, row, keyForms) ?? {})) {
    const filed = row[column];
    // Null stays null: what is not filed yet is not looked up yet.
    if (Buffer.isBuffer(filed) && !filed.equals(digest)) patch[column] = digest;
  }
  return patch;
}
