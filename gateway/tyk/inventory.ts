import type { SecretRefused, Unknown } from '@/core/ports/gateway-keys';
import type { BrokenObject, GatewayPolicy, InventoryOutcome } from '@/core/ports/gateway-policies';
import { isMissingRoute, unsettled } from './classify';
import { apisReply, policiesReply } from './replies';
import type { Tyk } from './tyk';

type Policies =
  | { outcome: 'read'; policies: readonly GatewayPolicy[] | 'unsupported'; broken: readonly string[] }
  | SecretRefused
  | Unknown;

/** Every API and policy that the gateway has loaded, those of other organizations too: each entry names its own. */
export async function inventory(tyk: Tyk): Promise<InventoryOutcome> {
  const answer = await tyk.api.call({ method: 'GET', path: '/tyk/apis', list: true });
  const apis = answer.kind === 'answered' && answer.status === 200 ? apisReply.safeParse(answer.json) : null;
  if (!apis?.success) return unsettled(answer);

  const policies = await readPolicies(tyk);
  if (policies.outcome !== 'read') return policies;
  const broken: BrokenObject[] = [
    ...apis.data.broken.map((id) => ({ object: 'api' as const, id })),
    ...policies.broken.map((id) => ({ object: 'policy' as const, id })),
  ];
  return { outcome: 'read', apis: apis.data.known, policies: policies.policies, broken };
}

async function readPolicies(tyk: Tyk): Promise<Policies> {
  const answer = await tyk.api.call({ method: 'GET', path: '/tyk/policies', list: true });
  // Before 4.1 there is no such route.
  if (isMissingRoute(answer)) return { outcome: 'read', policies: 'unsupported', broken: [] };
  if (answer.kind !== 'answered' || answer.status !== 200) return unsettled(answer);
  const reply = policiesReply.safeParse(answer.json);
  return reply.success ? { outcome: 'read', policies: reply.data.known, broken: reply.data.broken } : unsettled(answer);
}
