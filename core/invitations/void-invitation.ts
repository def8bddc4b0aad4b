import { and, eq } from 'drizzle-orm';
import { invitations } from '@/db/schema';
import { voidTokens } from '../identity/tokens';
import type { Unit } from '../mutate';

/**
 * Ends a pending invitation and its links at once, and writes down why. Inside the caller's change. False: it was not
 * pending.
 */
export async function voidInvitation(
  unit: Unit,
  end: { id: string; status: 'withdrawn' | 'declined'; because?: string },
): Promise<boolean> {
  const [ended] = await unit.tx
    .update(invitations)
    .set({ status: end.status })
    .where(and(eq(invitations.id, end.id), eq(invitations.status, 'pending')))
    .returning({ organizationId: invitations.organizationId, email: invitations.email });
  if (!ended) return false;
  await voidTokens(unit.tx, { purpose: 'invitation', subjectId: end.id });
  const { organizationId, email } = ended;
  await unit.audit(
    `invitation.${end.status}`,
    { kind: 'invitation', id: end.id, organizationId },
    { email, ...(end.because && { because: end.because }) },
  );
  return true;
}
