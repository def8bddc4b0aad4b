import { and, eq, isNull, sql } from 'drizzle-orm';
import { gatewayPolicies, gateways, plans, products } from '@/db/schema';
import type { Context } from '../context';
import { mutate, type Unit } from '../mutate';
import type { PolicyWish } from '../ports/gateway-policies';
import type { PolicyOwner } from './own-policy';
import type { OwnedPolicy } from './policy-wish';

/** When a written policy is looked at once more: an older write that came late, or a lost file, shows by then. */
const LOOK_AGAIN_MS = 60_000;

type Owner = { owner: PolicyOwner; ownerId: string };

/** Leaves the transaction when there is nothing to write, and so nothing to explain. */
class NothingChanged extends Error {}

/**
 * Writes down that the gateway shows the policy: it counts as present, and what is offered on it can be asked for. Orders
 * another look where it was written. Does nothing when somebody changed the owner meanwhile: the job of that change writes and notes its own.
 */
export async function notePolicyWritten(
  ctx: Context,
  owner: Owner,
  owned: OwnedPolicy,
  wasWritten: boolean,
): Promise<void> {
  await unlessNothingChanged(ctx, async (unit) => {
    await lockOwner(unit, owner, owned);
    const { policyId } = owned.wish;
    const facts = factsOf(owned.wish);
    const [known] = await unit.tx
      .select({ missingSince: gatewayPolicies.missingSince })
      .from(gatewayPolicies)
      .where(and(eq(gatewayPolicies.gatewayId, owned.gateway.id), eq(gatewayPolicies.policyId, policyId)));
    const isNews = wasWritten || owned.problem !== null || !known || known.missingSince !== null;
    if (!isNews) throw new NothingChanged();
    await unit.tx
      .insert(gatewayPolicies)
      .values({ gatewayId: owned.gateway.id, policyId, ...facts })
      .onConflictDoUpdate({
        target: [gatewayPolicies.gatewayId, gatewayPolicies.policyId],
        set: { ...facts, missingSince: null },
      });
    await setProblem(unit, owner, null);
    const { name, does } = owned.wish;
    // Under the owner's lock: an order of whoever changes it next comes after this one, and replaces it.
    const again = new Date(ctx.now().getTime() + LOOK_AGAIN_MS);
    if (wasWritten) await unit.enqueue({ kind: 'policy.sync', ...owner }, { runAt: again });
    const detail = { gateway: owned.gateway.name, policy: policyId, name, ...does };
    await unit.audit('policy.written', { kind: owner.owner, id: owner.ownerId }, detail);
  });
}

/** Writes down why it does not. The same reason twice is no second event. */
export async function notePolicyRefused(
  ctx: Context,
  owner: Owner,
  owned: OwnedPolicy,
  problem: string,
): Promise<void> {
  ctx.log.warn({ ...owner, problem }, 'a policy could not be written');
  await unlessNothingChanged(ctx, async (unit) => {
    await lockOwner(unit, owner, owned);
    if (owned.problem === problem) throw new NothingChanged();
    // Never shown by the gateway: nothing may be offered on it.
    await unit.tx
      .insert(gatewayPolicies)
      .values({
        gatewayId: owned.gateway.id,
        policyId: owned.wish.policyId,
        ...factsOf(owned.wish),
        missingSince: sql`now()`,
      })
      .onConflictDoNothing();
    await setProblem(unit, owner, problem);
    const detail = { gateway: owned.gateway.name, policy: owned.wish.policyId, reason: problem };
    await unit.audit('policy.refused', { kind: owner.owner, id: owner.ownerId }, detail);
  });
}

/** Gateway first, then the owner, as everywhere. Leaves when the owner is not the one that was asked for. */
async function lockOwner(unit: Unit, { owner, ownerId }: Owner, owned: OwnedPolicy): Promise<void> {
  await unit.tx.select({ id: gateways.id }).from(gateways).where(eq(gateways.id, owned.gateway.id)).for('update');
  const table = owner === 'plan' ? plans : products;
  const [row] = await unit.tx
    .select({ id: table.id })
    .from(table)
    .where(and(eq(table.id, ownerId), eq(table.version, owned.version), sameProblem(table, owned.problem)))
    .for('no key update');
  if (!row) throw new NothingChanged();
}

function sameProblem(table: typeof plans | typeof products, problem: string | null) {
  return problem === null ? isNull(table.policyProblem) : eq(table.policyProblem, problem);
}

/** The version stays: what the gateway says is no change of the form that somebody may have open. */
async function setProblem(unit: Unit, { owner, ownerId }: Owner, problem: string | null): Promise<void> {
  const table = owner === 'plan' ? plans : products;
  await unit.tx.update(table).set({ policyProblem: problem }).where(eq(table.id, ownerId));
}

function factsOf({ name, does }: PolicyWish) {
  const isAccess = does.kind === 'access';
  return {
    name,
    apiIds: isAccess ? does.apis.map(({ apiId }) => apiId).sort() : [],
    grantsAccess: isAccess,
    limitsRate: !isAccess,
    limitsQuota: !isAccess,
    rate: isAccess ? 0 : (does.rate?.requests ?? 0),
    per: isAccess ? 0 : (does.rate?.per ?? 0),
    quotaMax: isAccess ? 0 : (does.quota?.requests ?? -1),
    quotaSeconds: isAccess ? 0 : (does.quota?.seconds ?? 0),
  };
}

async function unlessNothingChanged(ctx: Context, work: (unit: Unit) => Promise<void>): Promise<void> {
  await mutate(ctx, work).catch((error: unknown) => {
    if (!(error instanceof NothingChanged)) throw error;
  });
}
