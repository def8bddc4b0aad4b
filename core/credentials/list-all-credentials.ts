import { and, eq, type SQL, sql } from 'drizzle-orm';
import { isId } from '@/db/ids';
import { accessRequests, apps, credentials, organizations } from '@/db/schema';
import type { Context } from '../context';
import { notFound } from '../errors';
import { cursorOf, cutPage, type Keyset, onPage, type Page, type PageRequest, pageOrder } from '../keyset';
import { can } from '../policy';
import type { CredentialStatus } from './claim-credential';

const PAGE_DEFAULT = 50;
/** Rows. */
const CREDENTIALS_PAGE_MAX = 200;

/** A credential as lists show it. Never the key. */
export type CredentialLine = {
  id: string;
  name: string;
  lastFour: string;
  status: CredentialStatus;
  generation: number;
  isImported: boolean;
  accessRequestId: string;
  appId: string;
  appName: string;
  organizationId: string;
  organizationName: string;
  planId: string | null;
  planName: string;
  productIds: string[];
  createdAt: Date;
  activeAt: Date | null;
  expiresAt: Date | null;
  suspendedAt: Date | null;
  endsAt: Date | null;
  revokedAt: Date | null;
  lastUsedAt: Date | null;
  trouble: string | null;
  cursor: string;
};

/** Which keys are listed; what is left out does not narrow it. */
export type CredentialFilters = {
  status?: CredentialStatus | undefined;
  appId?: string | undefined;
  organizationId?: string | undefined;
  requestId?: string | undefined;
  /** The one with this id. */
  id?: string | undefined;
};

const keyset: Keyset = { at: credentials.createdAt, id: credentials.id, order: 'newest first' };

/** Every credential for portal admins, newest first. Throws `not_found` for everybody else. */
export async function listAllCredentials(
  ctx: Context,
  filters: CredentialFilters,
  page: PageRequest & { limit?: number } = {},
): Promise<Page<CredentialLine>> {
  if (!can(ctx.actor, 'credential.list_all')) throw notFound();
  const limit = Math.min(Math.max(page.limit ?? PAGE_DEFAULT, 1), CREDENTIALS_PAGE_MAX);
  const rows = await ctx.db
    .select({ ...line, cursor: cursorOf(keyset) })
    .from(credentials)
    .innerJoin(accessRequests, eq(accessRequests.id, credentials.accessRequestId))
    .innerJoin(apps, eq(apps.id, credentials.appId))
    .innerJoin(organizations, eq(organizations.id, credentials.organizationId))
    .where(and(...conditions(filters), onPage(keyset, page)))
    .orderBy(pageOrder(keyset, page))
    .limit(limit + 1);
  return cutPage(rows, limit, page);
}

const line = {
  id: credentials.id,
  name: credentials.name,
  lastFour: credentials.lastFour,
  status: credentials.status,
  generation: credentials.generation,
  isImported: credentials.isImported,
  accessRequestId: credentials.accessRequestId,
  appId: apps.id,
  appName: apps.name,
  organizationId: organizations.id,
  organizationName: organizations.name,
  planId: accessRequests.planId,
  planName: sql<string>`${accessRequests.terms} ->> 'displayName'`,
  productIds: sql<string[]>`array(select asked.product_id from access_request_products asked
    where asked.access_request_id = ${accessRequests.id} order by asked.product_id)`,
  createdAt: credentials.createdAt,
  activeAt: credentials.activeAt,
  expiresAt: credentials.expiresAt,
  suspendedAt: credentials.suspendedAt,
  endsAt: credentials.endsAt,
  revokedAt: credentials.revokedAt,
  lastUsedAt: credentials.lastUsedAt,
  trouble: credentials.lastError,
};

function conditions({ status, appId, organizationId, requestId, id }: CredentialFilters): (SQL | undefined)[] {
  return [
    status && eq(credentials.status, status),
    withId(credentials.appId, appId),
    withId(credentials.organizationId, organizationId),
    withId(credentials.accessRequestId, requestId),
    withId(credentials.id, id),
  ];
}

/** What can be no id is nobody's. */
function withId(
  column: (typeof credentials)['id' | 'appId' | 'organizationId' | 'accessRequestId'],
  id: string | undefined,
): SQL | undefined {
  if (id === undefined) return undefined;
  return isId(id) ? eq(column, id) : sql`false`;
}
