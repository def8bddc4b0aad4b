import { eq, sql } from 'drizzle-orm';
import type { Database } from '@/db/client';
import { accessRequests, apps, catalogs, organizations, type PlanTerms, users } from '@/db/schema';
import { cursorOf, type Keyset } from '../keyset';
import { appsCalled, companies, type Place, people, productsAsked } from '../search-places';
import type { AccessRequestStatus } from './status';

/** A request as lists show it. */
export type RequestLine = {
  id: string;
  status: AccessRequestStatus;
  appId: string;
  appName: string;
  organizationName: string;
  requesterName: string | null;
  requesterEmail: string | null;
  catalogName: string | null;
  planName: string;
  rateRequests: number | null;
  ratePerSeconds: number | null;
  productNames: string;
  createdAt: Date;
  decidedAt: Date | null;
  decidedVia: 'auto' | 'admin' | 'third_party' | null;
  decisionReason: string;
  /** It asks to change what a key has, instead of asking for a key. */
  isChange: boolean;
  /** Those who decide asked something, and wait for the answer. */
  needsAnswer: boolean;
  cursor: string;
};

/** By when they were asked for. */
export function byAge(order: Keyset['order']): Keyset {
  return { at: accessRequests.createdAt, id: accessRequests.id, order };
}

/** What was asked for, as one text; inside a query of requests. */
export const productNames = sql<string>`(select coalesce(string_agg(named.display_name, ', ' order by named.display_name), '')
  from access_request_products asked join products named on named.id = asked.product_id
  where asked.access_request_id = access_requests.id)`;

/** Where the words of a list of requests are looked for. */
export const searchedRequests: readonly Place[] = [
  appsCalled(sql`access_requests.app_id`),
  companies(sql`access_requests.organization_id`),
  people(sql`access_requests.requested_by`),
  productsAsked,
];

/** The query that every list of requests starts from. */
export function selectLines(db: Database, keyset: Keyset) {
  return db
    .select({
      id: accessRequests.id,
      status: accessRequests.status,
      appId: apps.id,
      appName: apps.name,
      organizationName: organizations.name,
      requesterFirstName: users.firstName,
      requesterLastName: users.lastName,
      requesterEmail: users.email,
      catalogName: catalogs.displayName,
      terms: accessRequests.terms,
      productNames,
      createdAt: accessRequests.createdAt,
      decidedAt: accessRequests.decidedAt,
      decidedVia: accessRequests.decidedVia,
      decisionReason: accessRequests.decisionReason,
      isChange: sql<boolean>`(${accessRequests.changesRequestId} is not null)`,
      needsAnswer: sql<boolean>`(${accessRequests.status} = 'pending' and ${accessRequests.informationAskedAt} is not null)`,
      cursor: cursorOf(keyset),
    })
    .from(accessRequests)
    .innerJoin(apps, eq(apps.id, accessRequests.appId))
    .innerJoin(organizations, eq(organizations.id, accessRequests.organizationId))
    .leftJoin(users, eq(users.id, accessRequests.requestedBy))
    .leftJoin(catalogs, eq(catalogs.id, accessRequests.catalogId))
    .$dynamic();
}

type Selected = Omit<RequestLine, 'requesterName' | 'planName' | 'rateRequests' | 'ratePerSeconds'> & {
  requesterFirstName: string | null;
  requesterLastName: string | null;
  terms: PlanTerms;
};

/** A selected row as a small plain object. */
export function toLine({ requesterFirstName, requesterLastName, terms, ...row }: Selected): RequestLine {
  return {
    ...row,
    requesterName: requesterFirstName === null ? null : `${requesterFirstName} ${requesterLastName}`,
    planName: terms.displayName,
    rateRequests: terms.rateRequests,
    ratePerSeconds: terms.ratePerSeconds,
  };
}
