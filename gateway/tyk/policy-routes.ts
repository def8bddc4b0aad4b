import { setTimeout as pause } from 'node:timers/promises';
import type { SecretRefused, Unknown } from '@/core/ports/gateway-keys';
import type { PutPolicyOutcome } from '@/core/ports/gateway-policies';
import { isMissingRoute, refusalMessage, unknown, unsettled } from './classify';
import type { Answer } from './control-api';
import { type PolicyDocument, policyDocument } from './policy-document';
import type { Tyk } from './tyk';

/** What the gateway shows under a policy id. `missing`: it has loaded none; a file of that name may exist. */
export type FoundPolicy =
  | { outcome: 'found'; document: PolicyDocument }
  | { outcome: 'missing' }
  | { outcome: 'unsupported' }
  | SecretRefused
  | Unknown;

/** Why a change counts as unknown that the gateway took and never showed. */
export const NOT_SHOWN =
  'it took the change of the policy and does not show it. Check that policies.policy_path is set, and that it is where the gateway loads its policies from';

/** Reads one policy as the gateway has loaded it; what was written and not loaded yet is not seen (api.go of 5.x). */
export async function readPolicy(tyk: Tyk, policyId: string): Promise<FoundPolicy> {
  // As long as a list may be: path rules of many APIs do not fit into an answer about one key.
  const answer = await tyk.api.call({ method: 'GET', path: policyPath(policyId), list: true });
  // Before 4.1 there is no such route (gateway.md 4.7).
  if (isMissingRoute(answer)) return { outcome: 'unsupported' };
  if (answer.kind === 'answered' && answer.status === 404) return { outcome: 'missing' };
  if (answer.kind !== 'answered' || answer.status !== 200) return unsettled(answer);
  const reply = policyDocument.safeParse(answer.json);
  return reply.success ? { outcome: 'found', document: reply.data } : unsettled(answer);
}

/**
 * Brings what was written into force and waits until the gateway shows it: `isThere` says whether it does. The group's
 * reload tells every gateway that shares the store; it answers at once and acts a little later, so it is looked for.
 */
export async function loadPolicies(
  tyk: Tyk,
  policyId: string,
  isThere: (found: FoundPolicy) => boolean,
): Promise<PutPolicyOutcome> {
  const until = tyk.now() + tyk.limits.policyLoadMs;
  const reload = await tyk.api.call({ method: 'GET', path: '/tyk/reload/group' });
  if (reload.kind !== 'answered' || reload.status !== 200) return unsettled(reload);
  for (;;) {
    const found = await readPolicy(tyk, policyId);
    if (isThere(found)) return { outcome: 'applied', wasWritten: true };
    if (found.outcome !== 'found' && found.outcome !== 'missing') return found;
    if (tyk.now() >= until) break;
    await pause(tyk.limits.policyLookMs);
  }
  return unknown(NOT_SHOWN);
}

/**
 * Whether an answer says that policies are not made here: no such route, a Dashboard that they come from, or no folder
 * to write them into.
 */
export function isUnsupported(answer: Answer): boolean {
  if (isMissingRoute(answer)) return true;
  if (answer.kind !== 'answered') return false;
  const message = refusalMessage(answer) ?? '';
  if (answer.status === 405) return true;
  return message.includes('please use the Dashboard API') || message.startsWith('Unable to access policy storage');
}

/** The path of one policy; without an id that of all. */
export function policyPath(policyId?: string): string {
  return policyId === undefined ? '/tyk/policies' : `/tyk/policies/${encodeURIComponent(policyId)}`;
}

/** Letters, digits and `.`, `_`, `~`, `-`: what a gateway takes for an id, and makes a file name of. */
export function refuseDangerousId(policyId: string): void {
  if (!/^[A-Za-z0-9][A-Za-z0-9._~-]{2,119}$/.test(policyId)) {
    throw new Error('putPolicy: refusing an id that the gateway would misread');
  }
}
