import { eq } from 'drizzle-orm';
import type { Transaction } from '@/db/client';
import { gatewayApis, gatewayPolicies } from '@/db/schema';
import type { GatewayApi, GatewayPolicy, InventoryOutcome } from '../ports/gateway-policies';
import type { Known } from './compare-stock';

/** What we keep of an API and of a policy of the gateway. */
export type ApiFacts = { apiId: string; name: string; listenPath: string; isActive: boolean };
/** A rate is so many requests in `per` seconds; 0 and -1 are no limit. */
export type PolicyFacts = {
  policyId: string;
  name: string;
  apiIds: string[];
  grantsAccess: boolean;
  limitsRate: boolean;
  limitsQuota: boolean;
  rate: number;
  per: number;
  quotaMax: number;
  quotaSeconds: number;
};

/** Everything that a gateway has of ours, by the gateway's ids. */
export type Stock = {
  apis: Map<string, ApiFacts>;
  policies: Map<string, PolicyFacts> | 'unsupported';
  /** Ids that the gateway told in a way that cannot be read. */
  broken: { apis: Set<string>; policies: Set<string> };
  /** Objects of other organizations, which are left out. */
  foreign: number;
};

const INTEGER_MAX = 2_147_483_647;

/** Those of our organization: with another's API or policy no key of the portal can do anything (gateway.md 4.2). */
export function stockOf(
  gateway: { gatewayOrgId: string },
  told: Extract<InventoryOutcome, { outcome: 'read' }>,
): Stock {
  const isOurs = ({ orgId }: { orgId: string }) => orgId === gateway.gatewayOrgId;
  return {
    apis: new Map(told.apis.filter(isOurs).map((api) => [api.apiId, apiFacts(api)])),
    policies:
      told.policies === 'unsupported'
        ? 'unsupported'
        : new Map(told.policies.filter(isOurs).map((policy) => [policy.policyId, policyFacts(policy)])),
    broken: {
      apis: new Set(told.broken.filter(({ object }) => object === 'api').map(({ id }) => id)),
      policies: new Set(told.broken.filter(({ object }) => object === 'policy').map(({ id }) => id)),
    },
    foreign: [...told.apis, ...(told.policies === 'unsupported' ? [] : told.policies)].filter((one) => !isOurs(one))
      .length,
  };
}

function apiFacts({ apiId, name, listenPath, active }: GatewayApi): ApiFacts {
  return { apiId, name, listenPath, isActive: active };
}

function policyFacts(policy: GatewayPolicy): PolicyFacts {
  return {
    policyId: policy.policyId,
    name: policy.name,
    apiIds: [...policy.apiIds].sort(),
    grantsAccess: policy.partitions.access,
    limitsRate: policy.partitions.rate,
    limitsQuota: policy.partitions.quota,
    rate: whole(policy.rate),
    per: whole(policy.per),
    quotaMax: whole(policy.quotaMax),
    quotaSeconds: whole(policy.quotaRenewalSeconds),
  };
}

/** The gateway counts in 64 bits and in fractions; what we show need not. */
function whole(value: number): number {
  return Math.min(INTEGER_MAX, Math.max(-1, Math.ceil(value)));
}

/** What we know of a gateway, with what is missing at the moment. */
export async function readStock(
  tx: Pick<Transaction, 'select'>,
  gatewayId: string,
): Promise<{ apis: Known<ApiFacts>; policies: Known<PolicyFacts> }> {
  const apis = await tx.select().from(gatewayApis).where(eq(gatewayApis.gatewayId, gatewayId));
  const policies = await tx.select().from(gatewayPolicies).where(eq(gatewayPolicies.gatewayId, gatewayId));
  return {
    apis: new Map(
      apis.map(({ id, missingSince, isEntered, apiId, name, listenPath, isActive }) => [
        apiId,
        { id, missingSince, isEntered, facts: { apiId, name, listenPath, isActive } },
      ]),
    ),
    policies: new Map(
      policies.map(({ id, missingSince, isEntered, gatewayId: _, ...row }) => [
        row.policyId,
        {
          id,
          missingSince,
          isEntered,
          facts: {
            ...row,
            rate: row.rate ?? 0,
            per: row.per ?? 0,
            quotaMax: row.quotaMax ?? -1,
            quotaSeconds: row.quotaSeconds ?? 0,
          },
        },
      ]),
    ),
  };
}
