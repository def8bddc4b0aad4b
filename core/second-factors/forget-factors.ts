import { eq } from 'drizzle-orm';
import type { Transaction } from '@/db/client';
import { passkeyChallenges, passkeys, recoveryCodes, totpFactors } from '@/db/schema';

/**
 * Throws away everything by which somebody proves who they are besides a password; answers whether there was anything.
 */
export async function forgetFactors(tx: Pick<Transaction, 'delete'>, userId: string): Promise<boolean> {
  const totp = await tx.delete(totpFactors).where(eq(totpFactors.userId, userId)).returning({ id: totpFactors.userId });
  const owned = await tx.delete(passkeys).where(eq(passkeys.userId, userId)).returning({ id: passkeys.id });
  await tx.delete(recoveryCodes).where(eq(recoveryCodes.userId, userId));
  await tx.delete(passkeyChallenges).where(eq(passkeyChallenges.userId, userId));
  return totp.length + owned.length > 0;
}
