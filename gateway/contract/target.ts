import type { HashAlgorithm } from '@/core/ports/gateway';
import { DEMO_ORG_ID } from '../demo/definitions';
import type { DemoGateway } from '../demo/start-demo-gateway';

/** Of the demo gateways that the contract starts. */
export const CONTRACT_SECRET = 'contract-secret';

/** A gateway that the contract is held against. */
export type Target = {
  controlUrl: string;
  secret: string;
  orgId: string;
  policyIds: string[];
  /** The URL of an API that the access policy opens. */
  proxyUrl: string | null;
  hash: HashAlgorithm | null;
  close: () => Promise<void>;
};

/** The demo gateway as a target. */
export function demoTarget(demo: DemoGateway, hash: HashAlgorithm): Target {
  return {
    controlUrl: demo.url,
    secret: CONTRACT_SECRET,
    orgId: DEMO_ORG_ID,
    policyIds: ['acl-petstore', 'plan-partner'],
    proxyUrl: `${demo.url}/petstore/`,
    hash,
    close: demo.close,
  };
}
