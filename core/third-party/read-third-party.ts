import type { Database, Transaction } from '@/db/client';
import { thirdParty } from '@/db/schema';

export type ThirdParty = typeof thirdParty.$inferSelect;

/** The other system that decides requests; null when there is none, or it can be reached by no way. */
export async function readThirdParty(db: Pick<Database | Transaction, 'select'>): Promise<ThirdParty | null> {
  const [row] = await db.select().from(thirdParty);
  return row && (row.webhookUrl || row.redirectUrl) ? row : null;
}
