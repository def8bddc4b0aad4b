import { eq, sql } from 'drizzle-orm';
import {
  apiTokens,
  cartItems,
  notifications,
  passkeys,
  recoveryCodes,
  refusedMails,
  sessions,
  totpFactors,
  users,
} from '@/db/schema';
import type { Unit } from '../mutate';
import { endSessions } from './end-sessions';
import { voidLinks } from './void-links';

/**
 * Makes an account a tombstone: nothing of the person is left in it, nobody can sign in, its address is free again, and
 * history, apps and dying keys still have somebody to refer to. Inside the caller's change, which has decided what
 * becomes of apps and memberships, tells the person, and explains it.
 */
export async function forgetPerson(unit: Unit, userId: string): Promise<void> {
  await endSessions(unit.tx, { userId });
  await voidLinks(unit.tx, userId);
  await unit.tx.update(sessions).set({ ip: '', userAgent: '' }).where(eq(sessions.userId, userId));
  for (const table of [cartItems, notifications, passkeys, recoveryCodes, refusedMails, totpFactors] as const) {
    await unit.tx.delete(table).where(eq(table.userId, userId));
  }
  await unit.tx.update(apiTokens).set({ revokedAt: sql`now()` }).where(eq(apiTokens.userId, userId));
  await unit.tx
    .update(users)
    .set({
      email: `deleted-${userId}@deleted.invalid`,
      firstName: 'Deleted',
      lastName: 'user',
      status: 'inactive',
      passwordHash: null,
      mustChangePassword: false,
      oidcSubject: null,
      signUpValues: {},
      termsAcceptedAt: null,
      deletedAt: sql`now()`,
      version: sql`${users.version} + 1`,
      updatedAt: sql`now()`,
    })
    .where(eq(users.id, userId));
}
