import { and, asc, desc, eq, inArray, sql } from 'drizzle-orm';
import { accessRequests, approvalRules, apps, organizations, plans, type RuleConditions } from '@/db/schema';
import { wasAsked } from '../access-requests/was-asked';
import type { Context } from '../context';
import { notFound } from '../errors';
import { can } from '../policy';
import { readSettings } from '../settings/read';
import { type RuleOutcome, ruleApplies } from './rule-applies';
import { type RequestFacts, readRequestFacts } from './rule-facts';

/** The newest ones are looked at; more would be a report, not a page. */
const REQUESTS_MAX = 2_000;
const ROWS_MAX = 100;

/** What became of requests, as far as people or another system said it. */
export type Tally = { total: number; approved: number; declined: number; automatic: number; undecided: number };

/** Who would have decided, were the rules, plans and settings then what they are now. */
export type Would = 'approve' | 'ask_admins' | 'ask_third_party';

/** A rule, and what became of the requests that it applies to. */
export type DryRule = { id: string; name: string; isActive: boolean; outcome: RuleOutcome; tally: Tally };
/** A past request: what became of it, and what would now. */
export type DryRow = {
  requestId: string;
  appName: string;
  organizationName: string;
  planName: string;
  createdAt: Date;
  was: Exclude<keyof Tally, 'total'>;
  would: Would;
  ruleName: string | null;
  /** It would have been approved, and somebody said no. */
  isAgainst: boolean;
};
/** What the rules would have made of past requests. */
export type DryRun = {
  /** How many requests were looked at, and whether there are more. */
  looked: number;
  isCut: boolean;
  /** All active rules together, and then plans and settings, by what they would have said. */
  together: Record<Would, Tally>;
  /** Each rule alone, active or not, wherever it applies. */
  rules: DryRule[];
  /** Those that the chosen rule applies to, or all; what it would have approved against people's word comes first. */
  rows: DryRow[];
  hasMoreRows: boolean;
};

type Past = Awaited<ReturnType<typeof readPast>>[number];
type Rule = { id: string; name: string; isActive: boolean; outcome: RuleOutcome; conditions: RuleConditions };

/**
 * What the rules would have made of past requests, beside what became of them. Changes nothing. Facts are those of the
 * time of each request, except for teams and proven domains, which are today's. Throws `not_found` for all but admins.
 */
export async function dryRunRules(ctx: Context, input: { days: number; ruleId?: string | undefined }): Promise<DryRun> {
  if (!can(ctx.actor, 'settings.read')) throw notFound();
  const rules = await readRules(ctx);
  const chosen = rules.find(({ id }) => id === input.ruleId);
  const past = await readPast(ctx, input.days);
  const looked = past.slice(0, REQUESTS_MAX);
  const facts = await readFacts(ctx, looked);
  const { decidedBy } = await readSettings(ctx.db);
  const judged = looked.map((request) => judge(request, facts.get(request.id), rules, decidedBy));
  const shown = judged
    .filter(({ applying }) => !chosen || applying.includes(chosen.id))
    .map((one) => rowOf(one, chosen))
    .sort((one, other) => Number(other.isAgainst) - Number(one.isAgainst));
  const outcomes: Would[] = ['approve', 'ask_admins', 'ask_third_party'];
  const together = outcomes.map((would) => [would, tallyOf(judged.filter((one) => one.would === would))] as const);
  return {
    looked: looked.length,
    isCut: past.length > REQUESTS_MAX,
    together: Object.fromEntries(together) as Record<Would, Tally>,
    rules: rules.map(({ id, name, isActive, outcome }) => ({
      ...{ id, name, isActive, outcome },
      tally: tallyOf(judged.filter(({ applying }) => applying.includes(id))),
    })),
    rows: shown.slice(0, ROWS_MAX),
    hasMoreRows: shown.length > ROWS_MAX,
  };
}

function readRules(ctx: Context): Promise<Rule[]> {
  const { id, name, isActive, outcome, conditions, position } = approvalRules;
  return ctx.db.select({ id, name, isActive, outcome, conditions }).from(approvalRules).orderBy(asc(position), asc(id));
}

function readPast(ctx: Context, days: number) {
  return ctx.db
    .select({
      id: accessRequests.id,
      appName: apps.name,
      organizationName: organizations.name,
      planName: sql<string>`${accessRequests.terms}->>'displayName'`,
      createdAt: accessRequests.createdAt,
      status: accessRequests.status,
      decidedVia: accessRequests.decidedVia,
      autoApprove: plans.autoApprove,
      planDecidedBy: plans.decidedBy,
    })
    .from(accessRequests)
    .innerJoin(apps, eq(apps.id, accessRequests.appId))
    .innerJoin(organizations, eq(organizations.id, accessRequests.organizationId))
    .leftJoin(plans, eq(plans.id, accessRequests.planId))
    .where(and(wasAsked('access_requests'), sql`${accessRequests.createdAt} > now() - make_interval(days => ${days})`))
    .orderBy(desc(accessRequests.createdAt), desc(accessRequests.id))
    .limit(REQUESTS_MAX + 1);
}

async function readFacts(ctx: Context, past: readonly Past[]): Promise<Map<string, RequestFacts>> {
  if (past.length === 0) return new Map();
  const ids = past.map(({ id }) => id);
  const facts = await readRequestFacts(ctx.db, inArray(accessRequests.id, ids), 'submission');
  return new Map(facts.map((one) => [one.requestId, one]));
}

type Judged = { request: Past; applying: string[]; would: Would; rule: Rule | null };

function judge(
  request: Past,
  facts: RequestFacts | undefined,
  rules: readonly Rule[],
  decidedBy: 'auto' | 'admin' | 'third_party',
): Judged {
  const applying = facts ? rules.filter((rule) => ruleApplies(rule, facts)) : [];
  const rule = applying.find(({ isActive }) => isActive) ?? null;
  const byPlan = request.autoApprove ? 'auto' : (request.planDecidedBy ?? decidedBy);
  const would = rule?.outcome ?? WOULD[byPlan];
  return { request, applying: applying.map(({ id }) => id), would, rule };
}

const WOULD = { auto: 'approve', admin: 'ask_admins', third_party: 'ask_third_party' } as const;

function wasOf({ status, decidedVia }: Past): DryRow['was'] {
  if (status === 'pending' || status === 'cancelled') return 'undecided';
  if (decidedVia === 'auto') return 'automatic';
  return status === 'declined' ? 'declined' : 'approved';
}

function tallyOf(judged: readonly Judged[]): Tally {
  const tally: Tally = { total: judged.length, approved: 0, declined: 0, automatic: 0, undecided: 0 };
  for (const { request } of judged) tally[wasOf(request)] += 1;
  return tally;
}

function rowOf({ request, would, rule }: Judged, chosen: Rule | undefined): DryRow {
  const { id, appName, organizationName, planName, createdAt } = request;
  const said = chosen?.outcome ?? would;
  const was = wasOf(request);
  return {
    ...{ requestId: id, appName, organizationName, planName, createdAt, was },
    would: said,
    ruleName: chosen?.name ?? rule?.name ?? null,
    isAgainst: said === 'approve' && was === 'declined',
  };
}
