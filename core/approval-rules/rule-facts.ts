import { eq, type SQL, sql } from 'drizzle-orm';
import type { Database, Transaction } from '@/db/client';
import { accessRequests, organizations, users } from '@/db/schema';

/** What a rule may look at, of one request. */
export type RequestFacts = {
  requestId: string;
  planId: string | null;
  productIds: readonly string[];
  catalogId: string | null;
  organizationId: string;
  /** The teams of whoever asked. */
  teamIds: readonly string[];
  /** The domain of the requester's address, lower case; null where nobody proved the address, or the person left. */
  emailDomain: string | null;
  /** That domain is one of their organization's, which admins have checked. */
  hasVerifiedDomain: boolean;
  isFirstRequest: boolean;
  wasApprovedBefore: boolean;
};

/**
 * Reads the facts of the requests that `where` names. `now`: everything else that the organization ever asked for came
 * before, whatever the clock says of two at once (the caller holds the organization). `submission`: as it was when each
 * of them was made, as far as it is still known; teams and domains are those of today.
 */
export async function readRequestFacts(
  db: Pick<Database | Transaction, 'select'>,
  where: SQL,
  asOf: 'now' | 'submission',
): Promise<RequestFacts[]> {
  const isEarlier =
    asOf === 'now'
      ? sql`earlier.id <> access_requests.id`
      : sql`(earlier.created_at, earlier.id) < (access_requests.created_at, access_requests.id)`;
  const wasDecided = asOf === 'now' ? sql`true` : sql`earlier.decided_at <= access_requests.created_at`;
  // In the hall of strangers each person counts alone.
  const isTheirs = sql`(case when organizations.is_default then earlier.requested_by = access_requests.requested_by
    else earlier.organization_id = access_requests.organization_id end)`;
  return db
    .select({
      requestId: accessRequests.id,
      planId: accessRequests.planId,
      productIds: sql<string[]>`coalesce((select array_agg(asked.product_id) from access_request_products asked
        where asked.access_request_id = access_requests.id), '{}')`,
      catalogId: accessRequests.catalogId,
      organizationId: accessRequests.organizationId,
      teamIds: sql<string[]>`coalesce((select array_agg(m.team_id) from team_members m
        where m.user_id = access_requests.requested_by and m.organization_id = access_requests.organization_id), '{}')`,
      emailDomain: provenDomain,
      hasVerifiedDomain: sql<boolean>`exists (select from organization_domains proven
        where proven.organization_id = access_requests.organization_id and proven.domain = ${provenDomain})`,
      isFirstRequest: sql<boolean>`not exists (select from access_requests earlier where ${isTheirs} and ${isEarlier})`,
      wasApprovedBefore: sql<boolean>`exists (select from access_requests earlier where ${isTheirs} and ${isEarlier}
        and earlier.status in ('approved', 'fulfilled') and ${wasDecided})`,
    })
    .from(accessRequests)
    .innerJoin(organizations, eq(organizations.id, accessRequests.organizationId))
    .leftJoin(users, eq(users.id, accessRequests.requestedBy))
    .where(where);
}

/** An address that nobody proved says nothing about who sits behind it. */
const provenDomain = sql<string | null>`case when users.email_verified_at is not null and users.deleted_at is null
  then lower(substring(users.email from '@([^@]*)$')) end`;
