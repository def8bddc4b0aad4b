import type { KeySession, PreviewOutcome, SecretRefused, Unknown } from '@/core/ports/gateway-keys';
import { isMissingRoute, refusalMessage, unsettled } from './classify';
import { policyReply, sessionReply } from './replies';
import type { Tyk } from './tyk';

type Previewed = { outcome: 'previewed'; session: KeySession };
type Known = { outcome: 'known' } | { outcome: 'missing' } | SecretRefused | Unknown;

/**
 * Asks what a key with these policies would open. The gateway drops an unknown policy among known ones without a word
 * (gateway.md 4.2), so each one is looked up as well.
 */
export async function preview(tyk: Tyk, policyIds: readonly string[]): Promise<PreviewOutcome> {
  const merged = await previewKey(tyk, policyIds);
  if (merged.outcome !== 'previewed') return merged;

  const looked = await Promise.all(policyIds.map((policyId) => lookUpPolicy(tyk, policyId)));
  const missingPolicyIds: string[] = [];
  for (const [index, known] of looked.entries()) {
    if (known.outcome === 'missing') missingPolicyIds.push(policyIds[index] ?? '');
    else if (known.outcome !== 'known') return known;
  }
  return {
    outcome: 'would_open',
    // An inactive policy closes the whole key (gateway.md 6).
    apiIds: merged.session.isInactive ? [] : merged.session.apiIds,
    quotaMax: merged.session.quotaMax,
    missingPolicyIds,
  };
}

async function previewKey(
  tyk: Tyk,
  policyIds: readonly string[],
): Promise<Previewed | { outcome: 'unsupported' } | SecretRefused | Unknown> {
  const answer = await tyk.api.call({
    method: 'POST',
    path: '/tyk/keys/preview',
    body: () => ({ org_id: tyk.orgId, apply_policies: policyIds }),
  });
  if (isMissingRoute(answer)) return { outcome: 'unsupported' };
  if (answer.kind !== 'answered' || answer.status !== 200) return unsettled(answer);
  const reply = sessionReply.safeParse(answer.json);
  return reply.success ? { outcome: 'previewed', ...reply.data } : unsettled(answer);
}

async function lookUpPolicy(tyk: Tyk, policyId: string): Promise<Known> {
  const answer = await tyk.api.call({ method: 'GET', path: `/tyk/policies/${encodeURIComponent(policyId)}` });
  if (isMissingRoute(answer)) return lookUpByPreview(tyk, policyId);
  if (answer.kind === 'answered' && answer.status === 404 && refusalMessage(answer)) return { outcome: 'missing' };
  if (answer.kind !== 'answered' || answer.status !== 200) return unsettled(answer);
  const policy = policyReply.safeParse(answer.json);
  if (!policy.success) return unsettled(answer);
  // A policy of another organization counts for nothing, or, before 5.12, for too much.
  return { outcome: policy.data.orgId === tyk.orgId ? 'known' : 'missing' };
}

/** 3.x has no policy routes (gateway.md 4.7): a policy that gives neither rights nor limits is taken for unknown. */
async function lookUpByPreview(tyk: Tyk, policyId: string): Promise<Known> {
  const alone = await previewKey(tyk, [policyId]);
  if (alone.outcome === 'unsupported') return { outcome: 'known' };
  if (alone.outcome !== 'previewed') return alone;
  const { apiIds, rate, quotaMax } = alone.session;
  return { outcome: apiIds.length > 0 || rate !== 0 || quotaMax !== 0 ? 'known' : 'missing' };
}
