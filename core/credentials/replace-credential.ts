import { and, desc, eq, inArray } from 'drizzle-orm';
import type { Transaction } from '@/db/client';
import { newId } from '@/db/ids';
import { credentials, type WantedKey } from '@/db/schema';
import type { Context } from '../context';
import { conflict } from '../errors';
import type { Unit } from '../mutate';
import { provision } from './provision';

type Replaceable = Pick<
  typeof credentials.$inferSelect,
  'id' | 'organizationId' | 'appId' | 'accessRequestId' | 'gatewayId' | 'name' | 'wanted'
>;

/**
 * Orders a new key in the place of a current one, inside the caller's change, who holds the row and has decided that
 * the actor may. The old one works until the new one is active, and then for `graceSeconds`. A suspension goes over to
 * the new one. `isKicked`: the caller tries at once after the commit. Throws `conflict` where one is being made
 * already.
 */
export async function replaceCredential(
  ctx: Context,
  unit: Unit,
  old: Replaceable,
  options: { graceSeconds: number; isKicked: boolean },
): Promise<{ credentialId: string }> {
  await refuseWhileOneIsMade(unit.tx, old.accessRequestId);
  const id = newId();
  const generation = (await latestGeneration(unit.tx, old.accessRequestId)) + 1;
  const { organizationId } = old;
  const { graceSeconds } = options;
  await unit.tx.insert(credentials).values({
    id,
    organizationId,
    appId: old.appId,
    accessRequestId: old.accessRequestId,
    gatewayId: old.gatewayId,
    generation,
    name: old.name,
    wanted: wantedBy(old.wanted, id, generation),
    graceSeconds,
  });
  const detail = { graceSeconds, newCredentialId: id };
  await unit.audit('credential.regenerated', { kind: 'credential', id: old.id, organizationId }, detail);
  await unit.audit('credential.prepared', { kind: 'credential', id, organizationId }, { replaces: old.id });
  await provision(ctx, unit, { id, organizationId }, { isKicked: options.isKicked });
  return { credentialId: id };
}

/**
 * The row lock on the old key lets one click at a time come here; the index `credentials_one_creating` is the second
 * net.
 */
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
