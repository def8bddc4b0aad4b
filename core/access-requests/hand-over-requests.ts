import { and, eq, inArray, sql } from 'drizzle-orm';
import { accessRequests, credentials, mails } from '@/db/schema';
import { relabelKeys } from '../credentials/relabel-keys';
import { voidTokens } from '../identity/tokens';
import type { Unit } from '../mutate';

/** What still matters: declined, cancelled and withdrawn requests stay with whoever asked. */
const LIVING = ['pending', 'approved', 'fulfilled'] as const;

/**
 * What somebody asked for in an organization becomes the matter of the app's owner, or of `toUserId` where the app has
 * no other active owner: mails about it, links and the names that its keys carry. Mails that wait are sent to them, so
 * that no key reaches the one who left. Inside the caller's change; call after the apps were handed over.
 */
export async function handOverRequests(
  unit: Unit,
  hand: { organizationId: string; fromUserId: string; toUserId: string | null },
): Promise<{ requestIds: string[] }> {
  const { organizationId, fromUserId } = hand;
  const owner = sql`(select owner.id from apps join users owner on owner.id = apps.owner_id
    where apps.id = ${accessRequests.appId} and owner.id <> ${fromUserId} and owner.status = 'active'
    and owner.organization_id = apps.organization_id)`;
  const given = await unit.tx
    .update(accessRequests)
    .set({ requestedBy: sql`coalesce(${owner}, ${hand.toUserId}::uuid)`, updatedAt: sql`now()` })
    .where(
      and(
        eq(accessRequests.requestedBy, fromUserId),
        eq(accessRequests.organizationId, organizationId),
        inArray(accessRequests.status, [...LIVING]),
      ),
    )
    .returning({ id: accessRequests.id, to: accessRequests.requestedBy });
  await forgetClaims(unit, hand);
  for (const { id, to } of given) {
    await redirectMails(unit, { requestId: id, fromUserId, to });
    await voidTokens(unit.tx, { purpose: 'confirm_request', subjectId: id });
    await relabelKeys(unit, id);
  }
  return { requestIds: given.map(({ id }) => id) };
}

/** Mails about a key go to whoever made it before whoever asked (`activate`): not to somebody who has left. */
async function forgetClaims(unit: Unit, hand: { organizationId: string; fromUserId: string }): Promise<void> {
  await unit.tx
    .update(credentials)
    .set({ claimedBy: null })
    .where(
      and(
        eq(credentials.organizationId, hand.organizationId),
        eq(credentials.claimedBy, hand.fromUserId),
        inArray(credentials.status, ['awaiting_claim', 'provisioning', 'active', 'failed']),
      ),
    );
}

async function redirectMails(
  unit: Unit,
  { requestId, fromUserId, to }: { requestId: string; fromUserId: string; to: string | null },
): Promise<void> {
  const isAbout = sql`(${mails.subjectId} = ${requestId} or ${mails.subjectId} in
    (select id from credentials where access_request_id = ${requestId}))`;
  await unit.tx
    .update(mails)
    .set(to ? { toUserId: to } : { state: 'dropped' })
    .where(and(eq(mails.state, 'queued'), eq(mails.toUserId, fromUserId), isAbout));
}
