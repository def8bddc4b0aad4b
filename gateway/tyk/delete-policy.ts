import type { PutPolicyOutcome } from '@/core/ports';
import { refusalMessage, unsettled } from './classify';
import { isPortals } from './policy-document';
import { isUnsupported, loadPolicies, policyPath, readPolicy, refuseDangerousId } from './policy-routes';
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
  if (isUnsupported(answer)) {
    return found.outcome === 'missing' ? { outcome: 'applied', wasWritten: false } : { outcome: 'unsupported' };
  }
  if (answer.kind === 'answered' && answer.status === 500 && refusalMessage(answer) === 'Delete failed') {
    // It has no file of that name: the policy is not there at all, or it comes from a file with others in it.
    return found.outcome === 'missing' ? { outcome: 'applied', wasWritten: false } : { outcome: 'unsupported' };
  }
  if (answer.kind !== 'answered' || answer.status !== 200) return unsettled(answer);
  if (!policyWritten.safeParse(answer.json).success) return unsettled(answer);
  return loadPolicies(tyk, policyId, (shown) => shown.outcome === 'missing');
}
