import { eq } from 'drizzle-orm';
import { newId } from '@/db/ids';
import { credentials, organizations } from '@/db/schema';
import type { Context } from '../context';
import { conflict } from '../errors';
import type { Unit } from '../mutate';
import { provision } from './provision';
import { credentialName, readRequestForKey, wantedKey } from './wanted-key';

/**
 * Makes the credential of a request that is being approved, inside the approving change, whose caller holds the request
 * and has set it to `approved`. Nothing goes to the gateway here. With plain delivery the key is made as soon as this
 * commits; otherwise it waits for a person (`claimCredential`). Throws `conflict` when the organization was suspended.
 */
export async function prepareCredential(
  ctx: Context,
  unit: Unit,
  input: { requestId: string },
): Promise<{ credentialId: string }> {
  const request = await readRequestForKey(unit.tx, input.requestId);
  // A suspension that runs at the same time must see this row, or this change must see the suspension.
  const [organization] = await unit.tx
    .select({ status: organizations.status })
    .from(organizations)
    .where(eq(organizations.id, request.organizationId))
    .for('share');
  if (organization?.status !== 'active')
    throw conflict('The organization is not active, so no key can be made for it.');

  const id = newId();
  const generation = 1;
  await unit.tx.insert(credentials).values({
    id,
    organizationId: request.organizationId,
    appId: request.app.id,
    accessRequestId: request.id,
    gatewayId: request.gatewayId,
    generation,
    name: credentialName(request),
    wanted: await wantedKey(unit.tx, request, { id, generation }),
  });
  const organizationId = request.organizationId;
  await unit.audit('credential.prepared', { kind: 'credential', id, organizationId }, { requestId: request.id });
  if (request.delivery === 'plain') await provision(ctx, unit, { id, organizationId }, { isKicked: false });
  return { credentialId: id };
}
