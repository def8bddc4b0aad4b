import type { GatewayPolicy, InventoryOutcome, SecretRefused, Unknown } from '@/core/ports';
import { isMissingRoute, unsettled } from './classify';
import { apisReply, policiesReply } from './replies';
import type { Tyk } from './tyk';

type Policies = { outcome: 'read'; policies: readonly GatewayPolicy[] | 'unsupported' } | SecretRefused | Unknown;

/** Every API and policy that the gateway has loaded, those of other organizations too: each entry names its own. */
export async function inventory(tyk: Tyk): Promise<InventoryOutcome> {
  const answer = await tyk.api.call({ method: 'GET', path: '/tyk/apis', list: true });
  const apis = answer.kind === 'answered' && answer.status === 200 ? apisReply.safeParse(answer.json) : null;
  if (!apis?.success) return unsettled(answer);

  const policies = await readPolicies(tyk);
  return policies.outcome === 'read' ? { outcome: 'read', apis: apis.data, policies: policies.policies } : policies;
}

async function readPolicies(tyk: Tyk): Promise<Policies> {
  const answer = await tyk.api.call({ method: 'GET', path: '/tyk/policies', list: true });
  // Before 4.1 there is no such route.
  if (isMissingRoute(answer)) return { outcome: 'read', policies: 'unsupported' };
  if (answer.kind !== 'answered' || answer.status !== 200) return unsettled(answer);
  const reply = policiesReply.safeParse(answer.json);
  return reply.success ? { outcome: 'read', policies: reply.data } : unsettled(answer);
}
