import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Transaction } from '@/db/client';
import { accessRequestProducts, accessRequests, credentials, organizations, type ReplacedTerms } from '@/db/schema';
import type { Context } from '../context';
import { conflict } from '../errors';
import type { Unit } from '../mutate';
import { nextOperation } from './next-operation';
import { expiryFrom } from './sync/issue-key';
import { credentialName, type RequestForKey, readRequestForKey, wantedKey } from './wanted-key';

type Key = typeof credentials.$inferSelect;

/** Every state in which a key still follows what its request says. */
const FOLLOWING = ['awaiting_claim', 'failed', 'provisioning', 'active'] as const;

/**
 * Grants a change of plan or products, inside the approving change, whose caller holds the change (`lockAccessRequest`,
 * which holds the changed request before it) and has set it to `approved`: its terms become those of the request that
 * it changes, and every key of that one shall follow. Nothing goes to the gateway here: the old terms stay there until
 * the worker has written and proven the new ones, which fulfils the change. Throws `conflict` when the organization is
 * not active or no key is left to change.
 */
export async function applyTerms(
  ctx: Context,
  unit: Unit,
  input: { requestId: string },
): Promise<{ credentialIds: string[] }> {
  const change = await readGranted(unit.tx, input.requestId);
  await requireActiveOrganization(unit.tx, change.organizationId);
  const contract = await lockContract(unit.tx, change);
  const keys = await lockKeys(unit.tx, contract.id);
  if (!keys.some(isGoingOn)) throw conflict('The key that this would change has ended. Decline the request.');

  const before = await readRequestForKey(unit.tx, contract.id);
  await rememberReplaced(unit.tx, change.id, contract, before, keys);
  await writeContract(unit.tx, change, contract.id);
  const after = await readRequestForKey(unit.tx, contract.id);
  for (const key of keys) await follow(ctx, unit, key, { changeId: change.id, before, after });
  await ctx.fault('terms.beforeCommit');
  return { credentialIds: keys.map(({ id }) => id) };
}

async function readGranted(tx: Transaction, requestId: string) {
  const [change] = await tx.select().from(accessRequests).where(eq(accessRequests.id, requestId));
  if (!change?.changesRequestId) throw new Error('applyTerms: this request changes no other');
  return { ...change, changesRequestId: change.changesRequestId };
}

/** A suspension that runs at the same time must see the new wish, or this change must see the suspension. */
async function requireActiveOrganization(tx: Transaction, organizationId: string): Promise<void> {
  const [organization] = await tx
    .select({ status: organizations.status })
    .from(organizations)
    .where(eq(organizations.id, organizationId))
    .for('share');
  if (organization?.status !== 'active') throw conflict('The organization is not active, so its keys do not change.');
}

async function lockContract(tx: Transaction, change: { changesRequestId: string; gatewayId: string }) {
  const [contract] = await tx
    .select()
    .from(accessRequests)
    .where(eq(accessRequests.id, change.changesRequestId))
    .for('update');
  if (contract?.gatewayId !== change.gatewayId) throw new Error('applyTerms: a key does not move to another gateway');
  if (contract.status !== 'approved' && contract.status !== 'fulfilled') {
    throw conflict('The request whose key this would change is no longer in force. Decline this one.');
  }
  return contract;
}

function lockKeys(tx: Transaction, requestId: string): Promise<Key[]> {
  return tx
    .select()
    .from(credentials)
    .where(and(eq(credentials.accessRequestId, requestId), inArray(credentials.status, [...FOLLOWING])))
    .orderBy(credentials.id)
    .for('update');
}

/** One that is replaced ends soon: alone, it is nothing to change. */
function isGoingOn(key: Key): boolean {
  return key.retiringAt === null;
}

async function rememberReplaced(
  tx: Transaction,
  changeId: string,
  contract: typeof accessRequests.$inferSelect,
  before: RequestForKey,
  keys: readonly Key[],
): Promise<void> {
  const { planId, catalogId, terms, answers } = contract;
  const replaced: ReplacedTerms = {
    planId,
    catalogId,
    terms,
    answers,
    products: before.products.map(({ productId, accessPolicyId }) => ({ productId, accessPolicyId })),
    expiries: Object.fromEntries(keys.map(({ id, expiresAt }) => [id, expiresAt?.toISOString() ?? null])),
  };
  await tx.update(accessRequests).set({ replaced }).where(eq(accessRequests.id, changeId));
}

async function writeContract(
  tx: Transaction,
  change: typeof accessRequests.$inferSelect,
  contractId: string,
): Promise<void> {
  const { planId, catalogId, terms, answers } = change;
  await tx
    .update(accessRequests)
    .set({
      planId,
      catalogId,
      terms,
      answers,
      version: sql`${accessRequests.version} + 1`,
      updatedAt: sql`now()`,
    })
    .where(eq(accessRequests.id, contractId));
  await tx.delete(accessRequestProducts).where(eq(accessRequestProducts.accessRequestId, contractId));
  await tx.insert(accessRequestProducts).select(
    tx
      .select({
        accessRequestId: sql`${contractId}::uuid`.as('access_request_id'),
        productId: accessRequestProducts.productId,
        accessPolicyId: accessRequestProducts.accessPolicyId,
      })
      .from(accessRequestProducts)
      .where(eq(accessRequestProducts.accessRequestId, change.id)),
  );
}

/** The lifetime of the new terms counts from now; a key that is still being made counts it when it is. */
async function follow(
  ctx: Context,
  unit: Unit,
  key: Key,
  { changeId, before, after }: { changeId: string; before: RequestForKey; after: RequestForKey },
): Promise<void> {
  const { id, generation, organizationId, status } = key;
  const wanted = await wantedKey(unit.tx, after, { id, generation });
  const expires = expiryFrom(ctx, wanted.lifetimeDays);
  const isWritten = status === 'provisioning' || status === 'active';
  await unit.tx
    .update(credentials)
    .set({
      wanted,
      // A name that somebody gave it stays.
      ...(key.name === credentialName(before) && { name: credentialName(after) }),
      ...(status === 'active' && { expiresAt: expires === 'never' ? null : expires }),
      ...(isWritten ? nextOperation : { updatedAt: sql`now()` }),
    })
    .where(eq(credentials.id, id));
  const detail = {
    changeRequestId: changeId,
    plan: { from: before.terms.displayName, to: after.terms.displayName },
    products: { from: namesOf(before), to: namesOf(after) },
  };
  await unit.audit('credential.terms_changed', { kind: 'credential', id, organizationId }, detail);
  if (isWritten) await unit.enqueue({ kind: 'credential.sync', credentialId: id });
}

function namesOf(request: RequestForKey): string[] {
  return request.products.map(({ displayName }) => displayName);
}
