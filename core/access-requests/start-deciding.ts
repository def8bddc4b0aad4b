import { eq, sql } from 'drizzle-orm';
import { accessRequests, type plans } from '@/db/schema';
import { type MatchedRule, matchRule } from '../approval-rules/match-rule';
import type { Context } from '../context';
import { type Actor, isActiveDeveloper } from '../identity/actor';
import type { Unit } from '../mutate';
import { readSettings } from '../settings/read';
import { holdThirdParty, type ThirdParty } from '../third-party/read-third-party';
import { applyApproval } from './apply-approval';
import { tellDeciders } from './tell-deciders';

/** A new request whose decider is to be found. */
export type Undecided = {
  /** Pending, just written; the caller holds its organization (in the default organization its person). */
  request: typeof accessRequests.$inferSelect;
  productIds: readonly string[];
  /** As people read them: one after the other with commas. */
  productNames: string;
  plan: Pick<typeof plans.$inferSelect, 'autoApprove' | 'decidedBy' | 'displayName'>;
  /** Who asks, where somebody else sends it for them. */
  asker?: Actor;
};

type Decider = 'auto' | 'admin' | 'third_party';
/** Who decides, and what said so: a rule, the plan, or the portal's settings. */
type Way = { decider: Decider; because: 'rule' | 'plan' | 'portal'; rule: MatchedRule | null };

const OF_RULE: Record<MatchedRule['outcome'], Decider> = {
  approve: 'auto',
  ask_admins: 'admin',
  ask_third_party: 'third_party',
};

/**
 * What happens to a request that was just made: the first rule that applies says who decides it; without one the plan
 * does, and without that the portal's settings. Approved at once, or those who decide are told. Where another system
 * should decide and none is set up, admins do: nobody waits for an answer that cannot come.
 */
export async function startDeciding(
  ctx: Context,
  unit: Unit,
  undecided: Undecided,
): Promise<{ status: 'pending' | 'approved' }> {
  const { request, productIds, productNames, plan } = undecided;
  const way = await findWay(unit, request.id, plan);
  if (way.decider === 'auto') {
    const because = way.because === 'plan' ? { plan: plan.displayName } : {};
    await applyApproval(ctx, unit, { ...request, productNames }, 'auto', way.rule, {
      because: way.because,
      ...because,
    });
    return { status: 'approved' };
  }
  const other = way.decider === 'third_party' ? await holdThirdParty(unit.tx) : null;
  await writeDecider(unit, request.id, way, other);
  if (way.rule || way.decider === 'third_party') await auditWay(unit, request, way, other);
  if (other?.webhookUrl) await unit.enqueue({ kind: 'request.announce', requestId: request.id });
  if (!other)
    await tellDeciders(unit, { id: request.id, productNames, productIds, who: whoAsks(undecided.asker ?? ctx.actor) });
  return { status: 'pending' };
}

function whoAsks(actor: Actor): string {
  return isActiveDeveloper(actor)
    ? `${actor.firstName} ${actor.lastName} of ${actor.organization.name}`
    : 'A developer';
}

async function findWay(unit: Unit, requestId: string, plan: Undecided['plan']): Promise<Way> {
  const rule = await matchRule(unit.tx, requestId);
  if (rule) return { decider: OF_RULE[rule.outcome], because: 'rule', rule };
  if (plan.autoApprove) return { decider: 'auto', because: 'plan', rule: null };
  if (plan.decidedBy) return { decider: plan.decidedBy, because: 'plan', rule: null };
  const { decidedBy } = await readSettings(unit.tx);
  return { decider: decidedBy, because: 'portal', rule: null };
}

async function writeDecider(unit: Unit, requestId: string, way: Way, other: ThirdParty | null): Promise<void> {
  await unit.tx
    .update(accessRequests)
    .set({
      decider: other ? 'third_party' : 'admin',
      thirdPartyUntil: other ? sql`now() + make_interval(days => ${other.answerDays})` : null,
      ...(way.rule && { ruleId: way.rule.id, ruleName: way.rule.name }),
    })
    .where(eq(accessRequests.id, requestId));
}

async function auditWay(unit: Unit, request: Undecided['request'], way: Way, other: ThirdParty | null): Promise<void> {
  const subject = { kind: 'access_request', id: request.id, organizationId: request.organizationId };
  await unit.audit('access_request.routed', subject, {
    to: other ? 'third_party' : 'admin',
    because: way.because,
    ...(way.rule && { rule: way.rule.name }),
    ...(way.decider === 'third_party' && !other && { note: 'No other system is set up, so admins decide.' }),
  });
}
