import type { Database, Transaction } from '@/db/client';
import { thirdParty } from '@/db/schema';

/** The one row of the other system, with its sealed secrets: stays in core. */
export type ThirdParty = typeof thirdParty.$inferSelect;

/** The other system that decides requests; null when there is none, or no way leads to it. */
export async function readThirdParty(db: Pick<Database | Transaction, 'select'>): Promise<ThirdParty | null> {
  const [row] = await db.select().from(thirdParty);
  return reachable(row);
}

/** The same, kept as it is until the transaction ends: who takes its addresses away sees what waits for it by then. */
export async function holdThirdParty(tx: Pick<Transaction, 'select'>): Promise<ThirdParty | null> {
  const [row] = await tx.select().from(thirdParty).for('share');
  return reachable(row);
}

function reachable(row: ThirdParty | undefined): ThirdParty | null {
  return row && (row.webhookUrl || row.redirectUrl) ? row : null;
}
