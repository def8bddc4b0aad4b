import { expect } from 'vitest';
import type { Context } from '@/core/context';
import { findViolations, type HeldKey } from '@/core/credentials/invariants';
import type { DemoGateway } from '@/gateway/demo/start-demo-gateway';

/** Nothing of provisioning.md 4.6 is broken, with everything at rest unless told. */
export async function expectInvariants(ctx: Context, gateway: DemoGateway, options = { atRest: true }): Promise<void> {
  expect(await findViolations(ctx, { held: heldKeys(gateway), atRest: options.atRest })).toEqual([]);
}

/** Every key of the demo gateway as the invariants want to see it. */
function heldKeys(gateway: DemoGateway): HeldKey[] {
  return gateway.keys().map(({ key, name, session }) => ({
    key,
    hash: name === key ? null : name,
    policyIds: session.apply_policies,
    apiIds: Object.keys(session.access_rights),
    expires: session.expires,
    metadata: session.meta_data,
  }));
}
