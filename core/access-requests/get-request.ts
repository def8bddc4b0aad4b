import { and, eq, sql } from 'drizzle-orm';
import { isId } from '@/db/ids';
import {
  accessRequests,
  apps,
  catalogs,
  type FieldAnswer,
  organizations,
  type PlanTerms,
  plans,
  users,
} from '@/db/schema';
import type { Context } from '../context';
import { notFound } from '../errors';
import { holderOf } from '../inbox/may-hold';
import { can } from '../policy';
import { visibleAccessRequests } from '../visibility';
import { type ChangedTerms, changedTerms } from './changed-terms';
import type { AccessRequestStatus } from './status';

/** A product of a request, with what has become of it since. `policyNow` is null for documentation only. */
export type AskedProduct = {
  id: string;
  slug: string;
  name: string;
  state: 'draft' | 'published' | 'deprecated' | 'retired';
  /** The gateway policy that the request copied, and the product's own now. */
  accessPolicyId: string;
  policyNow: string | null;
  apis: { name: string; listenPath: string | null }[];
};
/** A key that came of a request; `generation` rises each time the key is replaced. */
export type RequestCredential = {
  id: string;
  status: 'awaiting_claim' | 'provisioning' | 'active' | 'revoking' | 'revoked' | 'failed';
  generation: number;
  lastFour: string;
  /** It existed before the portal knew it. */
  isImported: boolean;
  since: string;
};
/** A request as both sides may read it: who asked for what, on which terms, and what was said to it. */
export type Asked = {
  id: string;
  status: AccessRequestStatus;
  version: number;
  createdAt: Date;
  updatedAt: Date;
  delivery: 'secure' | 'plain';
  app: { id: string; name: string; isDeleted: boolean };
  organization: { id: string; name: string; isDefault: boolean; status: string };
  requester: { id: string; name: string; email: string } | null;
  catalogName: string | null;
  terms: PlanTerms;
  /** The plan as it is now, when it is still there. */
  planNow: Omit<PlanTerms, 'keyMetadata'> | null;
  answers: FieldAnswer[];
  products: AskedProduct[];
  /** Who has to decide it: the portal's admins, or another system until `thirdPartyUntil`. */
  decider: 'auto' | 'admin' | 'third_party';
  thirdPartyUntil: Date | null;
  /** Set while those who decide wait for an answer. */
  informationAskedAt: Date | null;
  /** When the requester reminded those who decide, last. */
  nudgedAt: Date | null;
  /** When an admin took care of it, and who that is; the name is told to portal admins only. */
  assignedAt: Date | null;
  assignee: { id: string; name: string } | null;
  /** The rule that decided it or sent it to somebody; told to portal admins only. */
  ruleName: string;
  /** What it asks to change, where it does not ask for a key of its own. */
  changes: ChangedTerms | null;
  /** Who decided is told to portal admins only. */
  decision: { via: 'auto' | 'admin' | 'third_party'; by: string | null; at: Date } | null;
  reason: string;
  /** The newest generation's. */
  credential: RequestCredential | null;
};

/** A request with everything that it says. Throws `not_found`. */
export async function getAccessRequest(ctx: Context, input: { requestId: string }): Promise<Asked> {
  if (!isId(input.requestId)) throw notFound();
  const [row] = await ctx.db
    .select(columns)
    .from(accessRequests)
    .innerJoin(apps, eq(apps.id, accessRequests.appId))
    .innerJoin(organizations, eq(organizations.id, accessRequests.organizationId))
    .leftJoin(users, eq(users.id, accessRequests.requestedBy))
    .leftJoin(catalogs, eq(catalogs.id, accessRequests.catalogId))
    .leftJoin(plans, eq(plans.id, accessRequests.planId))
    .where(and(eq(accessRequests.id, input.requestId), visibleAccessRequests(ctx.db, ctx.actor)));
  if (!row) throw notFound();
  const { app, requester, decidedVia, decidedAt, decidedBy, assignee, assignedAt, ruleName, ...rest } = row;
  const seesDeciders = can(ctx.actor, 'accessRequest.list_all');
  return {
    ...rest,
    app: { id: app.id, name: app.name, isDeleted: app.deletedAt !== null },
    requester: requester && {
      id: requester.id,
      name: `${requester.firstName} ${requester.lastName}`,
      email: requester.email,
    },
    assignee: seesDeciders ? assignee : null,
    assignedAt: assignee ? assignedAt : null,
    ruleName: seesDeciders ? ruleName : '',
    decision: decidedVia && decidedAt ? { via: decidedVia, at: decidedAt, by: seesDeciders ? decidedBy : null } : null,
  };
}

const columns = {
  id: accessRequests.id,
  status: accessRequests.status,
  version: accessRequests.version,
  createdAt: accessRequests.createdAt,
  updatedAt: accessRequests.updatedAt,
  delivery: accessRequests.delivery,
  app: { id: apps.id, name: apps.name, deletedAt: apps.deletedAt },
  organization: {
    id: organizations.id,
    name: organizations.name,
    isDefault: organizations.isDefault,
    status: organizations.status,
  },
  requester: { id: users.id, firstName: users.firstName, lastName: users.lastName, email: users.email },
  catalogName: catalogs.displayName,
  terms: accessRequests.terms,
  planNow: {
    slug: plans.slug,
    displayName: plans.displayName,
    limitsPolicyId: plans.limitsPolicyId,
    rateRequests: plans.rateRequests,
    ratePerSeconds: plans.ratePerSeconds,
    quotaRequests: plans.quotaRequests,
    quotaPeriodSeconds: plans.quotaPeriodSeconds,
    keyLifetimeDays: plans.keyLifetimeDays,
    settleSeconds: plans.settleSeconds,
  },
  answers: accessRequests.answers,
  decider: accessRequests.decider,
  thirdPartyUntil: accessRequests.thirdPartyUntil,
  informationAskedAt: accessRequests.informationAskedAt,
  nudgedAt: accessRequests.nudgedAt,
  assignedAt: accessRequests.assignedAt,
  assignee: holderOf,
  ruleName: accessRequests.ruleName,
  changes: changedTerms,
  decidedVia: accessRequests.decidedVia,
  decidedAt: accessRequests.decidedAt,
  decidedBy: sql<string | null>`(select decider.first_name || ' ' || decider.last_name
    from users decider where decider.id = access_requests.decided_by)`,
  reason: accessRequests.decisionReason,
  products: sql<AskedProduct[]>`(select coalesce(json_agg(json_build_object(
      'id', product.id, 'slug', product.slug, 'name', product.display_name, 'state', product.state,
      'accessPolicyId', asked.access_policy_id, 'policyNow', product.access_policy_id,
      'apis', (select coalesce(json_agg(json_build_object('name', api.name, 'listenPath', api.listen_path)
        order by api.position), '[]') from product_apis api where api.product_id = product.id)
    ) order by product.display_name), '[]')
    from access_request_products asked join products product on product.id = asked.product_id
    where asked.access_request_id = access_requests.id)`,
  credential: sql<RequestCredential | null>`(select json_build_object('id', made.id, 'status', made.status,
      'generation', made.generation, 'lastFour', made.last_four, 'isImported', made.is_imported, 'since', made.updated_at)
    from credentials made where made.access_request_id = access_requests.id order by made.generation desc limit 1)`,
};
