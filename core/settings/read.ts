import type { Database, Transaction } from '@/db/client';
import { settings } from '@/db/schema';

/** The portal's settings, as they are now. */
export type Settings = typeof settings.$inferSelect;

/** Reads the one row. Throws when the portal was never set up: `ensureBasics` makes it at every start. */
export async function readSettings(db: Pick<Database | Transaction, 'select'>): Promise<Settings> {
  const [row] = await db.select().from(settings);
  if (!row) throw new Error('There are no settings yet: run `npm run portal -- migrate` first.');
  return row;
}
