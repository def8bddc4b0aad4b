import { z } from 'zod';
import type { PolicyWish, PutPolicyOutcome } from '@/core/ports/gateway-policies';
import { refusalMessage, unknown, unsettled } from './classify';
import { documentFor, isPortals, type PolicyDocument, says } from './policy-document';
import { isUnsupported, loadPolicies, policyPath, readPolicy, refuseDangerousId } from './policy-routes';
import type { Tyk } from './tyk';

/** The answer to a write of a policy: `added`, `modified`, `deleted`. */
export const policyWritten = z.object({ key: z.string(), status: z.literal('ok'), action: z.string() });

/** The portal changes no policy that it did not make. */
export const FOREIGN_POLICY: PutPolicyOutcome = {
  outcome: 'rejected',
  reason:
    'The gateway has a policy under this id that the portal did not make, or whose tag portico-policy somebody took away. It was left as it is.',
};

/**
 * Reads the policy, puts the portal's parts into it, writes the whole and reads it back until the gateway shows it. A
 * policy that says it already is not written; one without the portal's tag is never touched. Throws when the wish has
 * an id that the gateway would misread.
 */
export async function putPolicy(tyk: Tyk, wish: PolicyWish): Promise<PutPolicyOutcome> {
  refuseDangerousId(wish.policyId);
  if (wish.does.kind === 'access' && wish.does.apis.length === 0) {
    return { outcome: 'rejected', reason: 'A policy without an API would open nothing, so it was not written.' };
  }
  const found = await readPolicy(tyk, wish.policyId);
  if (found.outcome !== 'found' && found.outcome !== 'missing') return found;
  const before = found.outcome === 'found' ? found.document : null;
  if (before && (!isPortals(before) || before.org_id !== tyk.orgId)) return FOREIGN_POLICY;
  if (before && says(before, wish, tyk.orgId)) return { outcome: 'applied', wasWritten: false };

  const written = await write(tyk, before, wish);
  if (written) return written;
  return loadPolicies(
    tyk,
    wish.policyId,
    (shown) => shown.outcome === 'found' && says(shown.document, wish, tyk.orgId),
  );
}

/** Null when the gateway took it. */
async function write(tyk: Tyk, before: PolicyDocument | null, wish: PolicyWish): Promise<PutPolicyOutcome | null> {
  const answer = await tyk.api.call({
    method: before ? 'PUT' : 'POST',
    path: policyPath(before ? wish.policyId : undefined),
    body: () => documentFor(before, wish, tyk.orgId),
  });
  if (isUnsupported(answer)) return { outcome: 'unsupported' };
  if (answer.kind !== 'answered') return unsettled(answer);
  if (answer.status === 200) return policyWritten.safeParse(answer.json).success ? null : unsettled(answer);
  if (answer.status === 400 && refusalMessage(answer) !== null) {
    return { outcome: 'rejected', reason: 'The gateway says that this policy is malformed.' };
  }
  // A full or read-only disk: it may be mended there, so it is tried again.
  return refusalMessage(answer) === null ? unsettled(answer) : unknown('it could not write the policy down');
}
