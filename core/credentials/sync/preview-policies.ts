import type { Context } from '../../context';
import type { GatewayPort } from '../../ports/gateway';
import type { SecretRefused, Unknown } from '../../ports/gateway-keys';

/**
 * `good` with null: the gateway cannot be asked, so nothing speaks against it. `refused` is final until somebody acts.
 */
export type Previewed =
  | { outcome: 'good'; preview: { apiIds: readonly string[]; quotaMax: number } | null }
  | { outcome: 'refused'; reason: string }
  | SecretRefused
  | Unknown;

/** Policies change rarely and are asked for with every key of a plan. Milliseconds. */
const KEPT_MS = 20_000;
const KEPT_MAX = 500;

/** Per adapter, so that it ends with it; only good answers are kept. */
const kept = new WeakMap<GatewayPort, Map<string, { until: number; previewed: Previewed }>>();

/**
 * Asks what a key with these policies would open, before one is made: the gateway drops an unknown policy among known
 * ones without a word, and a key without its limits policy would be unlimited (provisioning.md 0.6).
 */
export async function previewPolicies(
  ctx: Context,
  gateway: GatewayPort,
  wanted: { policyIds: readonly string[]; apiIds: readonly string[] },
): Promise<Previewed> {
  const known = kept.get(gateway) ?? new Map();
  kept.set(gateway, known);
  const name = JSON.stringify([wanted.policyIds, wanted.apiIds]);
  const now = ctx.now().getTime();
  const before = known.get(name);
  if (before && before.until > now) return before.previewed;
  const previewed = judge(await gateway.preview(wanted.policyIds), wanted.apiIds);
  if (previewed.outcome === 'good') {
    if (known.size >= KEPT_MAX) known.clear();
    known.set(name, { until: now + KEPT_MS, previewed });
  }
  return previewed;
}

function judge(answer: Awaited<ReturnType<GatewayPort['preview']>>, apiIds: readonly string[]): Previewed {
  if (answer.outcome === 'unknown' || answer.outcome === 'secret_refused') return answer;
  if (answer.outcome === 'unsupported') return { outcome: 'good', preview: null };
  if (answer.missingPolicyIds.length > 0) {
    return { outcome: 'refused', reason: `The gateway does not know ${answer.missingPolicyIds.join(', ')}.` };
  }
  const closed = apiIds.filter((apiId) => !answer.apiIds.includes(apiId));
  if (closed.length > 0 || answer.apiIds.length === 0) {
    return { outcome: 'refused', reason: `The policies do not open ${closed.join(', ') || 'any API'}.` };
  }
  return { outcome: 'good', preview: { apiIds: answer.apiIds, quotaMax: answer.quotaMax } };
}
