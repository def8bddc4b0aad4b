import { and, eq, type SQL, sql } from 'drizzle-orm';
import { gateways, plans } from '@/db/schema';
import type { Context } from '../context';
import { notFound } from '../errors';
import { type Page, type PageRequest, searchWords } from '../keyset';
import { can } from '../policy';
import { cutSortedPage, onSortedPage, type Sorting, sortedOrder, sortValueOf } from '../sorted-keyset';
import type { Limits } from './limits-of-policy';

/** A line of the admins' list. */
export type PlanLine = Limits & {
  id: string;
  slug: string;
  name: string;
  keyLifetimeDays: number | null;
  autoApprove: boolean;
  decidedBy: 'admin' | 'third_party' | null;
  isArchived: boolean;
  gatewayName: string | null;
  /** Where it is offered, by name. */
  catalogs: string[];
  liveKeys: number;
  /** Requests that wait for a decision. */
  waiting: number;
  /** Why nobody can ask for it or why its limits may be others; null when all is well. */
  problem: string | null;
};

/** What the list of plans can be narrowed to; `problem`: it cannot be asked for, or its limits may be others. */
export const planStates = ['offered', 'archived', 'problem'] as const;
/** One of them. */
export type PlanState = (typeof planStates)[number];
/** Which plans: all of them unless it says otherwise. */
export type PlanFilter = {
  search?: string | undefined;
  state?: PlanState | undefined;
  approval?: 'auto' | 'decided' | undefined;
};

const PAGE_DEFAULT = 50;
/** The most rows a page can have: an export needs no more memory than this. */
export const PLANS_PAGE_MAX = 500;

const SORTING: Sorting = {
  name: 'name',
  by: sql`lower(${plans.displayName}) collate "C"`,
  type: 'text',
  direction: 'asc',
  id: plans.id,
};

/** Why a plan is not as it should be; inside a query of plans. Its own trouble first, then the gateway's. */
export const planProblem: SQL<string | null> = sql<string | null>`coalesce(plans.policy_problem,
  case when exists (select from gateway_policies gone where gone.gateway_id = plans.gateway_id
    and gone.policy_id = plans.limits_policy_id and gone.missing_since is not null)
  then case when plans.owns_policy then 'The gateway does not have its policy yet. Nobody can ask for it until then.'
    else 'Its policy is missing at the gateway. Nobody can ask for it until it is back.' end end)`;

/** A page of plans by name, for portal admins. Throws `not_found` for everybody else. */
export async function listPlansForAdmin(
  ctx: Context,
  filter: PlanFilter,
  page: PageRequest & { limit?: number } = {},
): Promise<Page<PlanLine>> {
  if (!can(ctx.actor, 'offer.read_all')) throw notFound();
  const limit = Math.min(Math.max(page.limit ?? PAGE_DEFAULT, 1), PLANS_PAGE_MAX);
  const rows = await ctx.db
    .select({
      id: plans.id,
      slug: plans.slug,
      name: plans.displayName,
      rateRequests: plans.rateRequests,
      ratePerSeconds: plans.ratePerSeconds,
      quotaRequests: plans.quotaRequests,
      quotaPeriodSeconds: plans.quotaPeriodSeconds,
      keyLifetimeDays: plans.keyLifetimeDays,
      autoApprove: plans.autoApprove,
      decidedBy: plans.decidedBy,
      isArchived: plans.isArchived,
      gatewayName: gateways.name,
      catalogs: sql<string[]>`array(select catalog.display_name from catalog_plans placed
        join catalogs catalog on catalog.id = placed.catalog_id where placed.plan_id = plans.id
        order by catalog.position, catalog.display_name)`,
      liveKeys: sql<number>`(select count(*)::int from access_requests asked
        join credentials key on key.access_request_id = asked.id
        where asked.plan_id = plans.id and key.status in ('provisioning', 'active'))`,
      waiting: sql<number>`(select count(*)::int from access_requests waits where waits.plan_id = plans.id
        and waits.status = 'pending')`,
      problem: planProblem,
      sortValue: sortValueOf(SORTING),
    })
    .from(plans)
    .leftJoin(gateways, eq(gateways.id, plans.gatewayId))
    .where(and(...conditions(filter), onSortedPage(SORTING, page)))
    .orderBy(sortedOrder(SORTING, page))
    .limit(limit + 1);
  const cut = cutSortedPage(rows, limit, SORTING, page);
  return { ...cut, rows: cut.rows.map(({ sortValue: _sortValue, ...line }) => line) };
}

function conditions({ search, state, approval }: PlanFilter): (SQL | undefined)[] {
  const searched = sql`(${plans.displayName} || ' ' || ${plans.slug} || ' ' || ${plans.description})`;
  return [
    ...searchWords(searched, search),
    state && STATES[state],
    approval && eq(plans.autoApprove, approval === 'auto'),
  ];
}

const STATES: Record<PlanState, SQL> = {
  offered: sql`not plans.is_archived`,
  archived: sql`plans.is_archived`,
  problem: sql`${planProblem} is not null`,
};
