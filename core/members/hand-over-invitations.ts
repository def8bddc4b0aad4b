import { and, eq } from 'drizzle-orm';
import { invitations } from '@/db/schema';
import { voidTokens } from '../identity/tokens';
import type { Unit } from '../mutate';

/**
 * Invitations that somebody sent and that wait: `keep` makes them those of `toUserId` (of nobody, where there is none),
 * `withdraw` ends them with their links. Inside the caller's change, which holds the organization.
 */
export async function handOverInvitations(
  unit: Unit,
  hand: { organizationId: string; fromUserId: string; toUserId: string | null; choice: 'keep' | 'withdraw' },
): Promise<void> {
  const { organizationId } = hand;
  const sent = await unit.tx
    .update(invitations)
    .set(hand.choice === 'keep' ? { invitedBy: hand.toUserId } : { status: 'withdrawn' })
    .where(
      and(
        eq(invitations.organizationId, organizationId),
        eq(invitations.invitedBy, hand.fromUserId),
        eq(invitations.status, 'pending'),
      ),
    )
    .returning({ id: invitations.id });
  if (hand.choice === 'keep') return;
  for (const { id } of sent) {
    await voidTokens(unit.tx, { purpose: 'invitation', subjectId: id });
    await unit.audit('invitation.withdrawn', { kind: 'invitation', id, organizationId }, { because: 'inviter left' });
  }
}
