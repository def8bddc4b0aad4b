import { type SQL, sql } from 'drizzle-orm';
import type { Database, Transaction } from '@/db/client';
import type { MessageName } from '../ports/messages';
import { mayBeSeenBy } from '../visibility';

/** Whose matter a message is. What is not named here is told to whoever it was ordered for, wherever they are now. */
const matterOf: Partial<
  Record<
    MessageName,
    'request' | 'credential' | 'app' | 'organization' | 'invitation' | 'join_request' | 'change' | 'product'
  >
> = {
  'request-approved-confirm': 'request',
  'request-made-for': 'request',
  'request-information-asked': 'request',
  'request-unclaimed': 'request',
  'request-unclaimed-ended': 'request',
  'request-declined': 'request',
  'request-withdrawn': 'request',
  'request-approved-key': 'credential',
  'key-ready': 'credential',
  'key-regenerated': 'credential',
  'key-attached': 'credential',
  'key-changed': 'credential',
  'key-revoked': 'credential',
  'key-expires': 'credential',
  'key-expired': 'credential',
  'key-unused': 'credential',
  'quota-nearly-used': 'credential',
  'quota-used-up': 'credential',
  'key-found': 'credential',
  'app-review': 'app',
  'organization-suspended': 'organization',
  'organization-resumed': 'organization',
  'organization-closing': 'organization',
  'organization-approved': 'organization',
  'join-request-to-decide': 'join_request',
  'invitation-accepted': 'invitation',
  'invitation-declined': 'invitation',
  'product-changed': 'change',
  'product-deprecated': 'product',
};
const FOR_DECIDERS: readonly string[] = [
  'registration-to-decide',
  'organization-to-decide',
  'request-to-decide',
  'request-nudged',
  'request-information-given',
  'requests-waiting',
];
/** What tells somebody that they cannot log in. */
const TO_WHO_IS_OUT: readonly string[] = ['account-deactivated', 'registration-declined'];
const FOR_RUNNERS: readonly string[] = ['key-failed', 'key-found-admin', 'offer-hidden', 'webhook-paused'];

/**
 * Whether somebody shall still get a mail that was ordered for them, or that an admin sends again: between ordering and
 * sending they may have been shut out, removed, moved or demoted, and what they would read (a key, a person's address,
 * an app's name) is not theirs any more. Who is shut out hears of nothing but that.
 */
export async function stillConcerns(
  db: Pick<Database | Transaction, 'execute'>,
  mail: { message: string; subjectId: string | null },
  userId: string,
): Promise<boolean> {
  const { rows } = await db.execute<{ concerns: boolean }>(sql`
    select (${statusFits(mail.message)} and ${placeFits(mail)}) as concerns from users u
    where u.id = ${userId} and u.deleted_at is null`);
  return rows[0]?.concerns ?? false;
}

function statusFits(message: string): SQL {
  return TO_WHO_IS_OUT.includes(message) ? sql`u.status = 'inactive'` : sql`u.status <> 'inactive'`;
}

function placeFits({ message, subjectId }: { message: string; subjectId: string | null }): SQL {
  if (FOR_DECIDERS.includes(message)) return sql`u.admin_role in ('owner', 'admin', 'approver')`;
  if (FOR_RUNNERS.includes(message)) return sql`u.admin_role in ('owner', 'admin')`;
  switch (matterOf[message as MessageName]) {
    case 'request':
      return sharesAppOf(sql`select app_id from access_requests where id = ${subjectId}::uuid`);
    case 'credential':
      return sharesAppOf(sql`select app_id from credentials where id = ${subjectId}::uuid`);
    case 'app':
      return sharesAppOf(sql`${subjectId}::uuid`);
    case 'organization':
      return isSuperAdminOf(sql`${subjectId}::uuid`);
    case 'join_request':
      return isSuperAdminOf(sql`(select organization_id from join_requests where id = ${subjectId}::uuid)`);
    case 'invitation':
      return sql`(u.admin_role in ('owner', 'admin')
        or ${isSuperAdminOf(sql`(select organization_id from invitations where id = ${subjectId}::uuid)`)})`;
    case 'change':
      return mayBeSeenBy(sql`(select product_id from product_changes where id = ${subjectId}::uuid)`);
    case 'product':
      return mayBeSeenBy(sql`${subjectId}::uuid`);
    default:
      return sql`true`;
  }
}

/** As policy.ts says it (`sharesApp`), but also of an app that has ended: its owner hears of the end of its keys. */
function sharesAppOf(appId: SQL): SQL {
  return sql`exists (select 1 from apps a join organizations o on o.id = a.organization_id
    where a.id = (${appId}) and (a.owner_id = u.id or (a.organization_id = u.organization_id and not o.is_default
      and (a.visibility = 'organization' or (a.visibility = 'team' and exists (select 1 from team_members m
        where m.team_id = a.team_id and m.user_id = u.id))))))`;
}

function isSuperAdminOf(organizationId: SQL): SQL {
  return sql`(u.organization_id = ${organizationId} and u.organization_role = 'super_admin')`;
}
