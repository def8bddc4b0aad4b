import type { AccessRight, Definitions, DemoPolicy, Partition, Session } from './model';

/** What a session becomes under its policies, or why the gateway refuses it. */
export type Applied =
  | { outcome: 'applied'; session: Session }
  | { outcome: 'no_policy'; policyId: string }
  | { outcome: 'no_rights' };

/**
 * Merges the policies into a session as the gateway does: access from those that give access, limits from those that
 * limit, metadata and tags from all; where two limit, the more generous counts. A policy that is unknown, or of another
 * organization, is dropped without a word as long as one is known (gateway.md 4.2).
 */
export function applyPolicies(definitions: Definitions, ownOrgId: string, session: Session): Applied {
  const wanted = session.apply_policies.map((id) => definitions.policies.find((policy) => policy.policyId === id));
  const known = wanted.filter((policy) => policy !== undefined && (policy.orgId ?? ownOrgId) === session.org_id);
  const policies = known.filter((policy) => policy !== undefined);
  const firstId = session.apply_policies[0];
  if (firstId !== undefined && policies.length === 0) return { outcome: 'no_policy', policyId: firstId };

  const merged = policies.reduce(mergePolicy, startOf(session, policies));
  if (Object.keys(merged.access_rights).length === 0) return { outcome: 'no_rights' };
  return { outcome: 'applied', session: merged };
}

/** Policies replace what the body said of the things that they set. */
function startOf(session: Session, policies: readonly DemoPolicy[]): Session {
  const sets = (part: Partition) => policies.some((policy) => hasPartition(policy, part));
  return {
    ...session,
    // With policies the gateway forgets is_inactive (gateway.md 6).
    is_inactive: policies.length === 0 && session.is_inactive,
    ...(sets('access') ? { access_rights: {} } : {}),
    ...(sets('rate') ? { rate: 0, per: 0 } : {}),
    ...(sets('quota') ? { quota_max: 0, quota_renewal_rate: 0 } : {}),
  };
}

function mergePolicy(session: Session, policy: DemoPolicy): Session {
  return {
    ...session,
    is_inactive: session.is_inactive || policy.isInactive === true,
    // The policy wins over the key's own entry of the same name (gateway.md 5).
    meta_data: { ...session.meta_data, ...policy.metadata },
    tags: [...new Set([...(policy.tags ?? []), ...session.tags])],
    ...(hasPartition(policy, 'access') ? { access_rights: { ...session.access_rights, ...rightsOf(policy) } } : {}),
    ...(hasPartition(policy, 'rate') ? widerRate(session, policy) : {}),
    ...(hasPartition(policy, 'quota') ? widerQuota(session, policy) : {}),
  };
}

/** Whether a policy decides about this part of a session; one without partitions decides about all. */
export function hasPartition(policy: DemoPolicy, part: Partition): boolean {
  return policy.partitions === 'all' || policy.partitions.includes(part);
}

function rightsOf(policy: DemoPolicy): Record<string, AccessRight> {
  return Object.fromEntries(policy.apiIds.map((apiId) => [apiId, { versions: ['Default'] }]));
}

function widerRate(session: Session, policy: DemoPolicy): Pick<Session, 'rate' | 'per'> {
  const perSecond = (rate: number, per: number) => (per > 0 ? rate / per : 0);
  const isWider = perSecond(policy.rate, policy.perSeconds) > perSecond(session.rate, session.per);
  return isWider ? { rate: policy.rate, per: policy.perSeconds } : { rate: session.rate, per: session.per };
}

function widerQuota(session: Session, policy: DemoPolicy): Pick<Session, 'quota_max' | 'quota_renewal_rate'> {
  const { quota_max, quota_renewal_rate } = session;
  const isWider = quota_max !== -1 && (policy.quotaMax === -1 || policy.quotaMax > quota_max);
  return isWider
    ? { quota_max: policy.quotaMax, quota_renewal_rate: policy.quotaRenewalSeconds }
    : { quota_max, quota_renewal_rate };
}
