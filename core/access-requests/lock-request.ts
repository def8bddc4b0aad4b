import { and, eq, sql } from 'drizzle-orm';
import type { Transaction } from '@/db/client';
import { accessRequests, apps, organizations } from '@/db/schema';
import { conflict, type DomainError, notFound } from '../errors';
import type { Actor } from '../identity/actor';
import { holdMember } from '../identity/hold-member';
import { visibleAccessRequests } from '../visibility';
import type { AccessRequestStatus } from './status';

/** A request that is held, with its organization and app. */
export type LockedRequest = Awaited<ReturnType<typeof lockAccessRequest>>;

/**
 * Loads a request that the actor may see and holds it for this change: of two who decide at once the second waits here,
 * and then sees what the first made of it. Organization and app are held shared, in the order organization, app,
 * request as everywhere, so that whoever suspends or deletes them comes wholly before or wholly after. The request that
 * this one changes is held before it, as by everybody who does something to its keys. Throws `not_found`.
 */
export async function lockAccessRequest(tx: Transaction, actor: Actor, requestId: string) {
  const [found] = await tx
    .select({
      appId: accessRequests.appId,
      organizationId: accessRequests.organizationId,
      changesRequestId: accessRequests.changesRequestId,
    })
    .from(accessRequests)
    .where(and(eq(accessRequests.id, requestId), visibleAccessRequests(tx, actor)));
  if (!found) throw notFound();
  const [organization] = await tx
    .select({ name: organizations.name, status: organizations.status })
    .from(organizations)
    .where(eq(organizations.id, found.organizationId))
    .for('share');
  await holdMember(tx, actor);
  const [app] = await tx
    .select({
      organizationId: apps.organizationId,
      ownerId: apps.ownerId,
      visibility: apps.visibility,
      teamId: apps.teamId,
    })
    .from(apps)
    .where(eq(apps.id, found.appId))
    .for('share');
  if (found.changesRequestId) await holdRequest(tx, found.changesRequestId);
  const [request] = await tx.select(columns).from(accessRequests).where(eq(accessRequests.id, requestId)).for('update');
  if (!organization || !app || !request) throw notFound();
  // What permissions are asked about: who shares the app, and the products, of which an approver decides only some.
  return { ...request, organization, app: { ...app, productIds: request.productIds } };
}

/** Holds a request alone, as whoever changes its terms does. */
export async function holdRequest(tx: Transaction, requestId: string): Promise<void> {
  await tx.select({ id: accessRequests.id }).from(accessRequests).where(eq(accessRequests.id, requestId)).for('update');
}

// Written out: in a query of one table drizzle leaves the table's name away, and a bare `id` here would be another's.
const productsOfRequest = sql`from access_request_products asked join products on products.id = asked.product_id
  where asked.access_request_id = access_requests.id`;

const columns = {
  id: accessRequests.id,
  organizationId: accessRequests.organizationId,
  appId: accessRequests.appId,
  requestedBy: accessRequests.requestedBy,
  status: accessRequests.status,
  delivery: accessRequests.delivery,
  version: accessRequests.version,
  decider: accessRequests.decider,
  changesRequestId: accessRequests.changesRequestId,
  assignedTo: accessRequests.assignedTo,
  informationAskedAt: accessRequests.informationAskedAt,
  informationAskedBy: accessRequests.informationAskedBy,
  decidedVia: accessRequests.decidedVia,
  decidedBy: sql<string | null>`(select decider.first_name || ' ' || decider.last_name
    from users decider where decider.id = access_requests.decided_by)`,
  productNames: sql<string>`(select coalesce(string_agg(products.display_name, ', ' order by products.display_name), '')
    ${productsOfRequest})`,
  productIds: sql<string[]>`(select coalesce(array_agg(products.id), '{}') ${productsOfRequest})`,
  /** One that nobody can get any more, or null. */
  retiredProduct: sql<string | null>`(select min(products.display_name) ${productsOfRequest}
    and products.state in ('draft', 'retired'))`,
};

/**
 * Throws `conflict` when the request was changed since `version` was read, or is in none of the states that this
 * leaves.
 */
export function requireState(
  request: LockedRequest,
  from: readonly AccessRequestStatus[],
  version: number | undefined,
): void {
  if (!from.includes(request.status)) throw hasPassed(request);
  if (version !== undefined && version !== request.version) {
    throw conflict('This request was changed since you opened it. Open it again to see it as it is.');
  }
}

const BECAME: Record<AccessRequestStatus, string> = {
  pending: 'still waits for a decision',
  approved: 'was approved already',
  declined: 'was declined already',
  cancelled: 'was cancelled already',
  fulfilled: 'was approved already and has its key',
  withdrawn: 'was withdrawn already',
};

/** Says what became of the request, and by whom: of two who decide, one learns that the other was faster. */
function hasPassed({ status, decidedBy, decidedVia }: LockedRequest): DomainError {
  const isDecision = status === 'approved' || status === 'declined' || status === 'fulfilled';
  const itself = decidedVia === 'auto' ? ', automatically' : decidedVia === 'third_party' ? ', by another system' : '';
  const by = decidedBy && decidedVia === 'admin' ? `, by ${decidedBy}` : itself;
  return conflict(`This request ${BECAME[status]}${isDecision ? by : ''}.`);
}
