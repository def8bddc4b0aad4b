import { and, desc, eq, inArray } from 'drizzle-orm';
import type { Transaction } from '@/db/client';
import { newId } from '@/db/ids';
import { credentials, type WantedKey } from '@/db/schema';
import type { Context } from '../context';
import { conflict } from '../errors';
import { mutate } from '../mutate';
import { authorize } from '../policy';
import { GRACE_SECONDS, type GracePeriod } from './grace-periods';
import { type LockedCredential, lockCredential } from './lock-credential';
import { provision } from './provision';

/**
 * Orders a new key in the place of this one. The old one works until the new one is active, and then for the grace
 * period; a crash at any point leaves at least one that works. One replacement at a time. Throws `not_found`,
 * `forbidden`, and `conflict` where there is no current key to replace or one is being made already.
 */
export async function regenerateCredential(
  ctx: Context,
  input: { credentialId: string; grace: GracePeriod },
): Promise<{ credentialId: string }> {
  return mutate(ctx, async (unit) => {
    const locked = await lockCredential(unit.tx, ctx.actor, input.credentialId);
    authorize(ctx.actor, 'credential.regenerate', locked.resource);
    refuseWithoutKey(locked);
    const old = locked.row;
    await refuseWhileOneIsMade(unit.tx, old.accessRequestId);

    const id = newId();
    const generation = (await latestGeneration(unit.tx, old.accessRequestId)) + 1;
    const { organizationId } = old;
    await unit.tx.insert(credentials).values({
      id,
      organizationId,
      appId: old.appId,
      accessRequestId: old.accessRequestId,
      gatewayId: old.gatewayId,
      generation,
      name: old.name,
      wanted: wantedBy(old.wanted, id, generation),
      graceSeconds: GRACE_SECONDS[input.grace],
    });
    const detail = { grace: input.grace, newCredentialId: id };
    await unit.audit('credential.regenerated', { kind: 'credential', id: old.id, organizationId }, detail);
    await unit.audit('credential.prepared', { kind: 'credential', id, organizationId }, { replaces: old.id });
    await provision(ctx, unit, { id, organizationId }, { isKicked: true });
    return { credentialId: id };
  });
}

function refuseWithoutKey({ row, organization }: LockedCredential): void {
  if (organization.status !== 'active') throw conflict('The organization is not active, so no key can be made for it.');
  if (row.status !== 'active') throw conflict('Only an active key can be regenerated.');
  if (row.retiringAt) throw conflict('This key is being replaced already. Regenerate the new one.');
  if (row.suspendedAt) throw conflict('This key is suspended. Ask the provider to resume it first.');
}

/** The row lock on the old key lets one click at a time come here; the index `credentials_one_creating` is the second net. */
async function refuseWhileOneIsMade(tx: Transaction, accessRequestId: string): Promise<void> {
  const [making] = await tx
    .select({ status: credentials.status })
    .from(credentials)
    .where(
      and(
        eq(credentials.accessRequestId, accessRequestId),
        inArray(credentials.status, ['awaiting_claim', 'provisioning', 'failed']),
      ),
    );
  if (making?.status === 'failed') throw conflict('The last new key failed. Try that one again, or revoke it first.');
  if (making) throw conflict('A new key is being made already.');
}

async function latestGeneration(tx: Transaction, accessRequestId: string): Promise<number> {
  const [latest] = await tx
    .select({ generation: credentials.generation })
    .from(credentials)
    .where(eq(credentials.accessRequestId, accessRequestId))
    .orderBy(desc(credentials.generation))
    .limit(1);
  return latest?.generation ?? 1;
}

/** The same rights under a new name: a key knows which credential it is. */
function wantedBy(wanted: WantedKey, credentialId: string, generation: number): WantedKey {
  return { ...wanted, metadata: { ...wanted.metadata, credential_id: credentialId, generation } };
}
