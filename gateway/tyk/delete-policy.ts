import type { PutPolicyOutcome } from '@/core/ports/gateway-policies';
import { refusalMessage, unsettled } from './classify';
import type { Answer } from './control-api';
import { isPortals } from './policy-document';
import { isUnsupported, loadPolicies, NOT_SHOWN, policyPath, readPolicy, refuseDangerousId } from './policy-routes';
import { FOREIGN_POLICY, policyWritten } from './put-policy';
import type { Tyk } from './tyk';

/**
 * Takes a policy of the portal away and looks until the gateway shows it no more. The caller makes sure that no key has
 * it: a key that loses its limits policy goes on without limits (gateway.md 4.2). Throws for an id that the gateway
 * would misread.
 */
export async function deletePolicy(tyk: Tyk, policyId: string): Promise<PutPolicyOutcome> {
  refuseDangerousId(policyId);
  const found = await readPolicy(tyk, policyId);
  if (found.outcome !== 'found' && found.outcome !== 'missing') return found;
  if (found.outcome === 'found' && (!isPortals(found.document) || found.document.org_id !== tyk.orgId)) {
    return FOREIGN_POLICY;
  }
  // Also when nothing is shown: what was written and never loaded would come with the next reload.
  const answer = await tyk.api.call({ method: 'DELETE', path: policyPath(policyId) });
  if (answer.kind === 'answered' && answer.status === 200) {
    return policyWritten.safeParse(answer.json).success ? untilGone(tyk, policyId) : unsettled(answer);
  }
  if (!isUnsupported(answer) && !hasNoFile(answer)) return unsettled(answer);
  return found.outcome === 'missing' ? { outcome: 'applied', wasWritten: false } : withoutFile(tyk, policyId);
}

/** No file of that name: an earlier deletion was not loaded yet, or the policy comes from elsewhere. */
async function withoutFile(tyk: Tyk, policyId: string): Promise<PutPolicyOutcome> {
  const loaded = await untilGone(tyk, policyId);
  return loaded.outcome === 'unknown' && loaded.reason === NOT_SHOWN ? { outcome: 'unsupported' } : loaded;
}

function untilGone(tyk: Tyk, policyId: string): Promise<PutPolicyOutcome> {
  return loadPolicies(tyk, policyId, (shown) => shown.outcome === 'missing');
}

function hasNoFile(answer: Answer): boolean {
  return answer.kind === 'answered' && answer.status === 500 && refusalMessage(answer) === 'Delete failed';
}
