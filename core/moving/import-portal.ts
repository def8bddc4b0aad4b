import { sql } from 'drizzle-orm';
import type { Transaction } from '@/db/client';
import type { Context } from '../context';
import { forbidden } from '../errors';
import { mutate } from '../mutate';
import { checkFile } from './check-file';
import { insertRows } from './insert-rows';
import { orderJobsAnew } from './order-jobs-anew';
import type { Lines } from './read-file';
import { refuseUnopened } from './refuse-unopened';
import { refuseUsed } from './refuse-used';
import { withLateReferences } from './with-late-references';

/** What came out of the file; `madeAt` in ISO 8601. */
export type Imported = { tables: number; rows: number; jobs: number; portalName: string; madeAt: string };

/**
 * Fills an empty portal with what `exportPortal` wrote, in one transaction: all of it or nothing. The audit log and its
 * seals come along as they are; jobs are ordered anew from the rows that want them. The database's user has to own the
 * tables, because references are checked at the end. Throws `forbidden`, and `conflict` with a sentence for a file that
 * is damaged, foreign, of another version or of another secret, and for a portal that is not empty.
 */
export async function importPortal(ctx: Context, lines: Lines): Promise<Imported> {
  if (ctx.actor.kind !== 'system') throw forbidden();
  // Read twice: what is wrong with the file is found before anything is locked.
  const header = await checkFile(ctx, lines);
  return mutate(ctx, async (unit) => {
    await prepare(unit.tx);
    await refuseUsed(unit.tx);
    const { tables, rows } = await withLateReferences(unit.tx, () => insertRows(ctx, unit.tx, lines));
    await refuseUnopened({ ...ctx, db: unit.tx });
    const jobs = await orderJobsAnew(unit);
    const { madeAt, portalName } = header;
    await unit.audit('portal.imported', { kind: 'portal', id: null }, { madeAt, tables, rows, jobs });
    return { tables, rows, jobs, portalName, madeAt };
  });
}

async function prepare(tx: Transaction): Promise<void> {
  await tx.execute(sql`set local statement_timeout = 0`);
  await tx.execute(sql`set local idle_in_transaction_session_timeout = 0`);
}
