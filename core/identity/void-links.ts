import { eq } from 'drizzle-orm';
import type { Transaction } from '@/db/client';
import { addressChanges } from '@/db/schema';
import { voidTokens } from './tokens';

/** Ends every mailed link that could still change this account, and every login that waits for its second factor. */
export async function voidLinks(tx: Pick<Transaction, 'update' | 'delete'>, userId: string): Promise<void> {
  for (const purpose of ['reset_password', 'verify_address', 'second_factor'] as const) {
    await voidTokens(tx, { purpose, subjectId: userId });
  }
  // The link to a new address is about the wish for it: without the wish it leads nowhere.
  await tx.delete(addressChanges).where(eq(addressChanges.userId, userId));
}
