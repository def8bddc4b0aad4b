import { z } from 'zod';
import type { PolicyWish } from '@/core/ports/gateway-policies';

/**
 * On every policy that the portal keeps. A tag, because a policy has no note of its own: keys get it too, where it only
 * stands in the gateway's analytics, while metadata would travel to every upstream.
 */
const PORTAL_TAG = 'portico-policy';

/** A policy as the gateway tells it. What is not named here is somebody else's, and stays as it is. */
export const policyDocument = z.looseObject({
  org_id: z.string().nullish(),
  name: z.string().nullish(),
  tags: z.array(z.string()).nullish(),
  access_rights: z.record(z.string(), z.looseObject({})).nullish(),
  partitions: z.looseObject({}).nullish(),
  rate: z.number().nullish(),
  per: z.number().nullish(),
  quota_max: z.number().nullish(),
  quota_renewal_rate: z.number().nullish(),
});
/** A policy as `/tyk/policies` tells and takes it. */
export type PolicyDocument = z.output<typeof policyDocument>;

/** Whether the portal wrote this policy, by the tag that it puts on its own. */
export function isPortals(found: PolicyDocument): boolean {
  return (found.tags ?? []).includes(PORTAL_TAG);
}

/**
 * The whole document to write: what was found, with the portal's parts in the place of theirs. It says of every
 * partition whether it counts, because a policy that names none sets everything, and opens nothing that was not wished.
 */
export function documentFor(found: PolicyDocument | null, wish: PolicyWish, orgId: string): PolicyDocument {
  const isAccess = wish.does.kind === 'access';
  return {
    active: true,
    ...found,
    id: wish.policyId,
    org_id: orgId,
    name: wish.name,
    tags: [...new Set([...(found?.tags ?? []), PORTAL_TAG])],
    partitions: { complexity: false, ...found?.partitions, ...partitionsFor(isAccess) },
    ...limitsFor(wish),
    access_rights: rightsFor(found, wish),
  };
}

/** Whether the gateway shows what was wished, in everything that is the portal's to say. */
export function says(found: PolicyDocument, wish: PolicyWish, orgId: string): boolean {
  const limits = limitsFor(wish);
  const partitions: Record<string, unknown> = { ...found.partitions };
  const rights = found.access_rights ?? {};
  const apiIds = wish.does.kind === 'access' ? wish.does.apis.map(({ apiId }) => apiId) : [];
  return (
    found.org_id === orgId &&
    found.name === wish.name &&
    isPortals(found) &&
    Object.entries(partitionsFor(wish.does.kind === 'access')).every(
      ([part, counts]) => (partitions[part] ?? false) === counts,
    ) &&
    (found.rate ?? 0) === limits.rate &&
    (found.per ?? 0) === limits.per &&
    (found.quota_max ?? 0) === limits.quota_max &&
    (found.quota_renewal_rate ?? 0) === limits.quota_renewal_rate &&
    Object.keys(rights).length === new Set(apiIds).size &&
    apiIds.every((apiId) => rights[apiId] !== undefined)
  );
}

function partitionsFor(isAccess: boolean) {
  return { acl: isAccess, rate_limit: !isAccess, quota: !isAccess, per_api: false };
}

/**
 * No rate is 0 in 0 seconds, no quota is -1: the gateway's own words for unlimited. A policy that only opens says 0 for
 * its quota: that is never the most generous one, so that a key keeps its plan's limits even if the partitions got lost
 * and everything in the policy counted.
 */
function limitsFor({ does }: PolicyWish) {
  if (does.kind === 'access') return { rate: 0, per: 0, quota_max: 0, quota_renewal_rate: 0 };
  return {
    rate: does.rate?.requests ?? 0,
    per: does.rate?.per ?? 0,
    quota_max: does.quota?.requests ?? -1,
    quota_renewal_rate: does.quota?.seconds ?? 0,
  };
}

/** Versions and path rules that somebody gave to an API stay as long as the API does. */
function rightsFor(found: PolicyDocument | null, { does }: PolicyWish): PolicyDocument['access_rights'] {
  if (does.kind === 'limits') return {};
  const before = found?.access_rights ?? {};
  return Object.fromEntries(
    does.apis.map(({ apiId, name }) => [
      apiId,
      { versions: ['Default'], ...before[apiId], api_id: apiId, api_name: name },
    ]),
  );
}
