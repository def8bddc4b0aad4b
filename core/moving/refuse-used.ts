import { sql } from 'drizzle-orm';
import type { Transaction } from '@/db/client';
import { conflict } from '../errors';
import { movedTables } from './moved-tables';

/** Throws `conflict` unless nothing was ever written here: the audit log of two portals cannot be one. */
export async function refuseUsed(tx: Transaction): Promise<void> {
  for (const { table } of await movedTables(tx)) {
    const { rows } = await tx.execute(sql`select 1 from ${sql.identifier(table)} limit 1`);
    if (rows.length > 0) {
      throw conflict(
        `This database is in use: there is something in ${table}. Create an empty one, run migrate on it and nothing else, and import then.`,
      );
    }
  }
}
