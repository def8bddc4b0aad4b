import { sql } from 'drizzle-orm';
import type { Database } from '@/db/client';

/**
 * A text that is another one after every change of what strangers may see: from the very moment of its commit, whichever
 * process made it, and in whatever order changes that ran side by side were committed.
 */
export async function readOfferStamp(db: Pick<Database, 'execute'>): Promise<string> {
  const { rows } = await db.execute<{ stamp: string }>(
    sql`select count(*) || '.' || coalesce(max(id), 0) || '.' || coalesce(sum(id), 0) as stamp from offer_changes`,
  );
  return rows[0]?.stamp ?? '';
}
