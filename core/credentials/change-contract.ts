import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Transaction } from '@/db/client';
import { accessRequestProducts, accessRequests, credentials, organizations, type ReplacedTerms } from '@/db/schema';
import { conflict } from '../errors';
import type { Unit } from '../mutate';
import { nextOperation } from './next-operation';
import { credentialName, type RequestForKey, readRequestForKey, wantedKey } from './wanted-key';

/** The request that a key follows, held by the caller. */
export type Contract = typeof accessRequests.$inferSelect;
/** A key that follows it. */
export type ContractKey = typeof credentials.$inferSelect;

/** What a request is about, as a change replaces it. */
export type ContractTerms = Omit<ReplacedTerms, 'expiries'>;

/** Every state in which a key still follows what its request says. */
const FOLLOWING = ['awaiting_claim', 'failed', 'provisioning', 'active'] as const;

/**
 * Holds the request that a change is about and all keys that follow it, inside the caller's change, who holds its app
 * (`lockAccessRequest`). Throws `conflict` when the organization is not active, the request is no longer in force, or
 * no key is left but one that was replaced.
 */
export async function lockContract(
  tx: Transaction,
  change: { changesRequestId: string; organizationId: string; gatewayId: string },
): Promise<{ contract: Contract; keys: ContractKey[] }> {
  // A suspension that runs at the same time must see the new wish, or this change must see the suspension.
  const [organization] = await tx
    .select({ status: organizations.status })
    .from(organizations)
    .where(eq(organizations.id, change.organizationId))
    .for('share');
  if (organization?.status !== 'active') throw conflict('The organization is not active, so its keys do not change.');
  const [contract] = await tx
    .select()
    .from(accessRequests)
    .where(eq(accessRequests.id, change.changesRequestId))
    .for('update');
  if (contract?.gatewayId !== change.gatewayId) throw new Error('a key does not move to another gateway');
  const isInForce = contract.status === 'approved' || contract.status === 'fulfilled';
  const keys = await tx
    .select()
    .from(credentials)
    .where(and(eq(credentials.accessRequestId, contract.id), inArray(credentials.status, [...FOLLOWING])))
    .orderBy(credentials.id)
    .for('update');
  if (!isInForce || !keys.some((key) => key.retiringAt === null)) {
    throw conflict('The key that this would change has ended. Decline the request.');
  }
  return { contract, keys };
}

/**
 * Writes other terms and products into a request, and what its keys shall be because of them; keys that exist are
 * written again at the gateway. The caller holds all of it. `expiresAt` says when a key that works shall end.
 */
export async function changeContract(
  unit: Unit,
  { contract, keys }: { contract: Contract; keys: readonly ContractKey[] },
  to: ContractTerms,
  options: {
    changeRequestId: string;
    expiresAt: (key: ContractKey, lifetimeDays: number | null) => Date | null;
  },
): Promise<void> {
  const before = await readRequestForKey(unit.tx, contract.id);
  await writeTerms(unit.tx, contract.id, to);
  const after = await readRequestForKey(unit.tx, contract.id);
  for (const key of keys) {
    const { id, organizationId, status, generation } = key;
    const wanted = await wantedKey(unit.tx, after, { id, generation });
    const isWritten = status === 'provisioning' || status === 'active';
    await unit.tx
      .update(credentials)
      .set({
        wanted,
        // A name that somebody gave it stays.
        ...(key.name === credentialName(before) && { name: credentialName(after) }),
        // One that is still being made counts its lifetime when it is.
        ...(status === 'active' && { expiresAt: options.expiresAt(key, wanted.lifetimeDays) }),
        ...(isWritten ? nextOperation : { updatedAt: sql`now()` }),
      })
      .where(eq(credentials.id, id));
    const detail = {
      changeRequestId: options.changeRequestId,
      plan: { from: before.terms.displayName, to: after.terms.displayName },
      products: { from: namesOf(before), to: namesOf(after) },
    };
    await unit.audit('credential.terms_changed', { kind: 'credential', id, organizationId }, detail);
    if (isWritten) await unit.enqueue({ kind: 'credential.sync', credentialId: id });
  }
}

async function writeTerms(tx: Transaction, contractId: string, to: ContractTerms): Promise<void> {
  const { products, ...terms } = to;
  await tx
    .update(accessRequests)
    .set({ ...terms, version: sql`${accessRequests.version} + 1`, updatedAt: sql`now()` })
    .where(eq(accessRequests.id, contractId));
  await tx.delete(accessRequestProducts).where(eq(accessRequestProducts.accessRequestId, contractId));
  await tx
    .insert(accessRequestProducts)
    .values(products.map((product) => ({ ...product, accessRequestId: contractId })));
}

/** What a request asks for, with the access policies as they stood then. */
export function readContractProducts(tx: Pick<Transaction, 'select'>, requestId: string) {
  return tx
    .select({ productId: accessRequestProducts.productId, accessPolicyId: accessRequestProducts.accessPolicyId })
    .from(accessRequestProducts)
    .where(eq(accessRequestProducts.accessRequestId, requestId))
    .orderBy(accessRequestProducts.productId);
}

function namesOf(request: RequestForKey): string[] {
  return request.products.map(({ displayName }) => displayName);
}
