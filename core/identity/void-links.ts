import type { Transaction } from '@/db/client';
import { voidTokens } from './tokens';

/** Ends every mailed link that could still change this account. */
export async function voidLinks(tx: Pick<Transaction, 'update'>, userId: string): Promise<void> {
  for (const purpose of ['reset_password', 'verify_address', 'change_email'] as const) {
    await voidTokens(tx, { purpose, subjectId: userId });
  }
}
