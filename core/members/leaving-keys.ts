import { and, eq, isNull, type SQL, sql } from 'drizzle-orm';
import { accessRequests, apps, credentials } from '@/db/schema';

/**
 * Whether somebody has held a key: it was shown to them, or mailed to them (plain delivery). Inside a query of
 * credentials joined with their requests.
 */
export function wasHeldBy(userId: string): SQL<boolean> {
  return sql<boolean>`(${credentials.lastRevealedBy} = ${userId}
    or (${accessRequests.delivery} = 'plain' and ${accessRequests.requestedBy} = ${userId}
      and ${credentials.activeAt} is not null)
    or exists (select 1 from audit_events shown where shown.subject_kind = 'credential'
      and shown.subject_id = ${credentials.id} and shown.event = 'credential.revealed' and shown.actor_id = ${userId}))`;
}

/**
 * Keys of other people's apps in an organization that work and that somebody has held. Joined with requests and apps.
 */
export function heldKeysOfOthers(member: { id: string; organizationId: string }): SQL | undefined {
  return and(
    eq(credentials.organizationId, member.organizationId),
    eq(credentials.status, 'active'),
    isNull(apps.deletedAt),
    sql`${apps.ownerId} is distinct from ${member.id}`,
    wasHeldBy(member.id),
  );
}
