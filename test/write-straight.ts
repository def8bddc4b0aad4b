import { expect } from 'vitest';
import type { DemoGateway } from '@/gateway/demo/start-demo-gateway';
import { TEST_GATEWAY_SECRET } from './provisioning';

/** A write straight to the gateway, as somebody else, or a write that was under way for very long, would do it. */
export async function writeStraight(gateway: DemoGateway, id: string, body: object): Promise<void> {
  const answer = await fetch(`${gateway.url}/tyk/keys/${id}`, {
    method: 'POST',
    headers: { 'x-tyk-authorization': TEST_GATEWAY_SECRET, 'content-type': 'application/json' },
    body: JSON.stringify({ org_id: gateway.orgId, apply_policies: ['acl-payments', 'plan-partner'], ...body }),
  });
  expect(answer.status).toBe(200);
}
