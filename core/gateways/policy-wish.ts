import { and, asc, eq, isNotNull } from 'drizzle-orm';
import type { Database, Transaction } from '@/db/client';
import { gatewayApis, gateways, plans, productApis, products } from '@/db/schema';
import type { PolicyWish } from '../ports/gateway-policies';
import { ownPolicyId, type PolicyOwner } from './own-policy';
import type { GatewayRow } from './read-gateway';

/** What a policy of the portal shall be, as the row of its owner says now. */
export type OwnedPolicy = {
  gateway: GatewayRow;
  wish: PolicyWish;
  /** Of the row, to tell whether somebody changed it while the gateway was asked. */
  version: number;
  problem: string | null;
};

type Reader = Pick<Database | Transaction, 'select'>;

/** The policy that a product or plan owns; null when it owns none, or is gone. */
export function readOwnedPolicy(db: Reader, owner: PolicyOwner, ownerId: string): Promise<OwnedPolicy | null> {
  return owner === 'plan' ? ofPlan(db, ownerId) : ofProduct(db, ownerId);
}

async function ofPlan(db: Reader, planId: string): Promise<OwnedPolicy | null> {
  const [row] = await db
    .select({ plan: plans, gateway: gateways })
    .from(plans)
    .innerJoin(gateways, eq(gateways.id, plans.gatewayId))
    .where(and(eq(plans.id, planId), eq(plans.ownsPolicy, true)));
  const policyId = ownPolicyId('plan', planId);
  if (!row || row.plan.limitsPolicyId !== policyId) return null;
  const { displayName, rateRequests, ratePerSeconds, quotaRequests, quotaPeriodSeconds, version } = row.plan;
  return {
    gateway: row.gateway,
    version,
    problem: row.plan.policyProblem,
    wish: {
      policyId,
      name: displayName,
      does: {
        kind: 'limits',
        rate: rateRequests && ratePerSeconds ? { requests: rateRequests, per: ratePerSeconds } : null,
        quota: quotaRequests && quotaPeriodSeconds ? { requests: quotaRequests, seconds: quotaPeriodSeconds } : null,
      },
    },
  };
}

async function ofProduct(db: Reader, productId: string): Promise<OwnedPolicy | null> {
  const [row] = await db
    .select({ product: products, gateway: gateways })
    .from(products)
    .innerJoin(gateways, eq(gateways.id, products.gatewayId))
    .where(and(eq(products.id, productId), eq(products.ownsPolicy, true)));
  const policyId = ownPolicyId('product', productId);
  if (!row || row.product.accessPolicyId !== policyId) return null;
  const apis = await db
    .select({ apiId: productApis.gatewayApiId, name: productApis.name, known: gatewayApis.name })
    .from(productApis)
    .leftJoin(
      gatewayApis,
      and(eq(gatewayApis.gatewayId, row.gateway.id), eq(gatewayApis.apiId, productApis.gatewayApiId)),
    )
    .where(and(eq(productApis.productId, productId), isNotNull(productApis.gatewayApiId)))
    .orderBy(asc(productApis.gatewayApiId));
  const named = new Map(apis.flatMap(({ apiId, name, known }) => (apiId ? [[apiId, known ?? name]] : [])));
  return {
    gateway: row.gateway,
    version: row.product.version,
    problem: row.product.policyProblem,
    wish: {
      policyId,
      name: row.product.displayName,
      does: { kind: 'access', apis: [...named].map(([apiId, name]) => ({ apiId, name })) },
    },
  };
}
