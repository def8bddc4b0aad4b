import { and, eq } from 'drizzle-orm';
import { invitations } from '@/db/schema';
import type { Unit } from '../mutate';
import { voidInvitation } from './void-invitation';

/**
 * Ends what a portal admin had sent for this very account and nobody has answered: whoever holds that link shall not
 * get in by it, now or after the account changed again. Inside the caller's change, which holds the account.
 */
export async function withdrawInvitationsOf(unit: Unit, userId: string, because: string): Promise<void> {
  const waiting = await unit.tx
    .select({ id: invitations.id })
    .from(invitations)
    .where(and(eq(invitations.userId, userId), eq(invitations.status, 'pending')));
  for (const { id } of waiting) await voidInvitation(unit, { id, status: 'withdrawn', because });
}
