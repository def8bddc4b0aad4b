import { and, eq, inArray } from 'drizzle-orm';
import { plans, products, users } from '@/db/schema';
import type { Unit } from '../mutate';

/** A product or plan whose policy has vanished or returned. */
type Affected = { kind: 'product' | 'plan'; id: string; name: string; policyId: string };
type Gateway = { id: string; name: string };

const NAMED_MAX = 10;

/**
 * Policies are gone: what developers see no more is written down for each product and plan, and owners and admins are
 * told, once, by mail and under the bell. Visibility itself hides it, by the policy's row (core/visibility.ts).
 */
export async function tellOfHidden(unit: Unit, gateway: Gateway, policyIds: readonly string[]): Promise<void> {
  const affected = await readAffected(unit, gateway.id, policyIds);
  if (affected.length === 0) return;
  await writeDown(unit, 'offer.hidden', gateway, affected);
  const names = inWords(affected);
  for (const userId of await runners(unit)) {
    await unit.mail({ message: 'offer-hidden', to: { userId }, subjectId: gateway.id, facts: { names } });
    const title = `${gateway.name} has lost policies. Hidden: ${names}`;
    await unit.notify({ userId, kind: 'offer_hidden', title, href: `/admin/gateways/${gateway.id}` });
  }
}

/** They are back, and so is the offer: written down, and told under the bell. */
export async function tellOfBack(unit: Unit, gateway: Gateway, policyIds: readonly string[]): Promise<void> {
  const affected = await readAffected(unit, gateway.id, policyIds);
  if (affected.length === 0) return;
  await writeDown(unit, 'offer.back', gateway, affected);
  const title = `${gateway.name} has its policies back. Shown again: ${inWords(affected)}`;
  for (const userId of await runners(unit)) {
    await unit.notify({ userId, kind: 'offer_back', title, href: `/admin/gateways/${gateway.id}` });
  }
}

/** What developers can see as long as its policy is there: no drafts, nothing retired or archived. */
async function readAffected(unit: Unit, gatewayId: string, policyIds: readonly string[]): Promise<Affected[]> {
  if (policyIds.length === 0) return [];
  const ids = [...policyIds];
  const hiddenProducts = await unit.tx
    .select({ id: products.id, name: products.displayName, policyId: products.accessPolicyId })
    .from(products)
    .where(
      and(
        eq(products.gatewayId, gatewayId),
        inArray(products.accessPolicyId, ids),
        inArray(products.state, ['published', 'deprecated']),
      ),
    )
    .orderBy(products.displayName);
  const hiddenPlans = await unit.tx
    .select({ id: plans.id, name: plans.displayName, policyId: plans.limitsPolicyId })
    .from(plans)
    .where(and(eq(plans.gatewayId, gatewayId), inArray(plans.limitsPolicyId, ids), eq(plans.isArchived, false)))
    .orderBy(plans.displayName);
  return [
    ...hiddenProducts.map((row) => ({ ...row, kind: 'product' as const, policyId: row.policyId ?? '' })),
    ...hiddenPlans.map((row) => ({ ...row, kind: 'plan' as const, policyId: row.policyId ?? '' })),
  ];
}

async function writeDown(
  unit: Unit,
  event: 'offer.hidden' | 'offer.back',
  gateway: Gateway,
  affected: readonly Affected[],
): Promise<void> {
  for (const { kind, id, name, policyId } of affected) {
    await unit.audit(event, { kind, id }, { name, policyId, gatewayId: gateway.id, gatewayName: gateway.name });
  }
}

function inWords(affected: readonly Affected[]): string {
  const named = affected.slice(0, NAMED_MAX).map(({ kind, name }) => `${name} (${kind})`);
  const more = affected.length - named.length;
  return named.join(', ') + (more > 0 ? ` and ${more} more` : '');
}

async function runners(unit: Unit): Promise<string[]> {
  const rows = await unit.tx
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.kind, 'admin'), eq(users.status, 'active'), inArray(users.adminRole, ['owner', 'admin'])))
    .orderBy(users.id);
  return rows.map(({ id }) => id);
}
