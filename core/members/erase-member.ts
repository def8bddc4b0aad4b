import { and, eq, or, sql } from 'drizzle-orm';
import { credentials, invitations, mails, passkeyChallenges, teamMembers, users } from '@/db/schema';
import { endApp } from '../apps/end-app';
import { lockAppsOf } from '../apps/lock-apps-of';
import type { Context } from '../context';
import { forgetPerson } from '../identity/forget-person';
import { voidTokens } from '../identity/tokens';
import type { Unit } from '../mutate';
import { chooseHeir } from './choose-heir';
import { leaveBelongings } from './leave-belongings';
import type { LockedMember } from './lock-member';
import { withdrawOwnPleas } from './withdraw-own-pleas';

const REASON = 'Its owner’s account was deleted.';

/**
 * Deletes a developer's account inside the caller's change, which has decided that it may be and explains it. Their
 * apps go to a super admin (or the chosen colleague) or end with their keys; what they asked for and whom they invited
 * goes the same way; the account becomes a tombstone of the default organization, and its address is free. The last
 * mail goes to the old address. Keys that end stay in sight until the gateway has proven it. Throws `conflict` when
 * nobody can take the apps over, `invalid` for `toUserId`.
 */
export async function eraseMember(
  ctx: Context,
  unit: Unit,
  member: LockedMember,
  wish: { apps: 'hand_over' | 'end'; toUserId?: string | undefined },
): Promise<{ credentialIds: string[]; apps: number }> {
  const { id, organizationId, organization } = member;
  const owned = await lockAppsOf(unit, { userId: id, organizationId });
  const isShared = !organization.isDefault;
  const ends = wish.apps === 'end' || !isShared;
  const credentialIds: string[] = [];
  if (ends) for (const app of owned) credentialIds.push(...(await endApp(ctx, unit, app, REASON)).credentialIds);
  if (isShared) {
    const heir = await chooseHeir(unit, { organizationId, leaverId: id, chosenId: wish.toUserId });
    const appIds = ends ? [] : owned.map((app) => app.id);
    await leaveBelongings(unit, { leaver: member, heir, appIds, invitations: 'keep' });
  }
  await withdrawOwnPleas(unit, id);
  await withdrawInvitationsTo(unit, member);
  await dropMails(unit, member);
  await forgetOnKeys(unit, id);
  await unit.mail({
    message: 'account-deleted',
    to: { address: member.email },
    facts: { firstName: member.firstName },
  });
  await unit.tx.delete(passkeyChallenges).where(eq(passkeyChallenges.userId, id));
  await unit.tx.delete(teamMembers).where(eq(teamMembers.userId, id));
  await forgetPerson(unit, id);
  await unit.tx
    .update(users)
    .set({
      organizationId: member.defaults.id,
      organizationRole: 'team_member',
      emailVerifiedAt: null,
      lastSeenAt: null,
    })
    .where(eq(users.id, id));
  return { credentialIds, apps: owned.length };
}

/** Those that wait for this address end; what is kept of older ones no longer says whose they were. */
async function withdrawInvitationsTo(unit: Unit, member: LockedMember): Promise<void> {
  const theirs = or(
    eq(invitations.email, member.email),
    eq(invitations.userId, member.id),
    eq(invitations.acceptedBy, member.id),
  );
  const withdrawn = await unit.tx
    .update(invitations)
    .set({ status: 'withdrawn' })
    .where(and(theirs, eq(invitations.status, 'pending')))
    .returning({ id: invitations.id, organizationId: invitations.organizationId });
  for (const { id, organizationId } of withdrawn) {
    await voidTokens(unit.tx, { purpose: 'invitation', subjectId: id });
    const detail = { because: 'account deleted' };
    await unit.audit('invitation.withdrawn', { kind: 'invitation', id, organizationId }, detail);
  }
  await unit.tx
    .update(invitations)
    .set({ email: `deleted-${member.id}@deleted.invalid`, firstName: 'Deleted', lastName: 'user' })
    .where(theirs);
}

/** Nothing that waits is sent any more, and the ledger forgets the address where it had to name it. */
async function dropMails(unit: Unit, member: LockedMember): Promise<void> {
  const isTheirs = or(eq(mails.toUserId, member.id), eq(mails.toAddress, member.email));
  await unit.tx
    .update(mails)
    .set({ state: 'dropped' })
    .where(and(isTheirs, eq(mails.state, 'queued')));
  await unit.tx.update(mails).set({ toAddress: null }).where(eq(mails.toAddress, member.email));
}

/** Keys that are gone or on their way: what was written about the person in them is not kept here. */
async function forgetOnKeys(unit: Unit, userId: string): Promise<void> {
  await unit.tx
    .update(credentials)
    .set({
      wanted: sql`jsonb_set(${credentials.wanted}, '{metadata}', (select coalesce(jsonb_object_agg(fact.key, fact.value), '{}')
        from jsonb_each(${credentials.wanted} -> 'metadata') fact where fact.key not like 'developer\\_%'))`,
    })
    .where(
      and(
        sql`${credentials.wanted} -> 'metadata' ->> 'developer_id' = ${userId}`,
        sql`${credentials.status} in ('revoking', 'revoked')`,
      ),
    );
}
