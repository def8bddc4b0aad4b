import type { Context } from '../context';
import { conflict } from '../errors';
import { secretLabels } from '../secrets/secret-label';
import type { Header } from './file-form';
import { movedTables, readSchemaVersion } from './moved-tables';
import { damaged, type Lines, readFile } from './read-file';

/**
 * Reads the whole file and answers what it says of itself. Throws `conflict` unless it is whole, of this version, and of
 * a secret that is known here.
 */
export async function checkFile(ctx: Context, lines: Lines): Promise<Header> {
  const known = new Map((await movedTables(ctx.db)).map(({ table, columns }) => [table, columns.join()]));
  let header: Header | null = null;
  for await (const part of readFile(ctx, lines)) {
    if (part.kind === 'header') {
      header = part.header;
      await requireSameVersion(ctx, header);
      if (!secretLabels(ctx).includes(header.secret)) {
        throw conflict(
          'This file was written with another PORTAL_SECRET. Use that one, or put it into PORTAL_SECRET_PREVIOUS. Nothing was imported.',
        );
      }
    } else if (part.kind === 'table') {
      if (known.get(part.table) !== part.columns.join()) throw damaged();
      // A table that comes twice is refused at its second coming.
      known.delete(part.table);
    }
  }
  if (!header || known.size > 0) throw damaged();
  return header;
}

async function requireSameVersion(ctx: Context, { schema }: Header): Promise<void> {
  const ours = await readSchemaVersion(ctx.db);
  if (schema.digest === ours.digest) return;
  if (schema.migrations > ours.migrations) {
    throw conflict(
      'A newer version of Portico wrote this file. Install that version here first. Nothing was imported.',
    );
  }
  throw conflict(
    'Another version of Portico wrote this file. Import it with that version into a database of its own, and upgrade then. Nothing was imported.',
  );
}
