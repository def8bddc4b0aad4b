import { and, eq, inArray } from 'drizzle-orm';
import type { Transaction } from '@/db/client';
import {
  accessRequestProducts,
  accessRequests,
  apps,
  credentials,
  gatewayPolicies,
  productApis,
  products,
  users,
  type WantedKey,
} from '@/db/schema';
import { readSettings } from '../settings/read';
import { answersForKeys, headerValue, keyMetadata } from './key-metadata';

const NAME_MAX = 120;

/** Everything of a request that decides what its key shall be. */
export async function readRequestForKey(tx: Transaction, requestId: string) {
  const [request] = await tx
    .select({
      id: accessRequests.id,
      status: accessRequests.status,
      delivery: accessRequests.delivery,
      organizationId: accessRequests.organizationId,
      gatewayId: accessRequests.gatewayId,
      requestedBy: accessRequests.requestedBy,
      terms: accessRequests.terms,
      answers: accessRequests.answers,
      app: { id: apps.id, name: apps.name },
      developer: { id: users.id, email: users.email, fields: users.signUpValues },
    })
    .from(accessRequests)
    .innerJoin(apps, eq(apps.id, accessRequests.appId))
    .leftJoin(users, eq(users.id, accessRequests.requestedBy))
    .where(eq(accessRequests.id, requestId));
  if (!request) throw new Error('prepareCredential: there is no such request');
  const wished = await tx
    .select({
      productId: products.id,
      displayName: products.displayName,
      accessPolicyId: accessRequestProducts.accessPolicyId,
    })
    .from(accessRequestProducts)
    .innerJoin(products, eq(products.id, accessRequestProducts.productId))
    .where(eq(accessRequestProducts.accessRequestId, requestId))
    .orderBy(products.displayName);
  if (wished.length === 0) throw new Error('prepareCredential: the request asks for nothing');
  return { ...request, products: wished };
}

/** A request with what its key is made of. */
export type RequestForKey = Awaited<ReturnType<typeof readRequestForKey>>;

/** The key as it was approved: later edits of plan, products or settings rewrite no history (house rule 19). */
export async function wantedKey(
  tx: Transaction,
  request: RequestForKey,
  credential: { id: string; generation: number },
): Promise<WantedKey> {
  const settings = await readSettings(tx);
  const accessPolicyIds = [...new Set(request.products.map((product) => product.accessPolicyId))];
  const limitsPolicyId = request.terms.limitsPolicyId;
  const policyIds = [...new Set([...accessPolicyIds, ...(limitsPolicyId ? [limitsPolicyId] : [])])];
  const known = await tx
    .select()
    .from(gatewayPolicies)
    .where(and(eq(gatewayPolicies.gatewayId, request.gatewayId), inArray(gatewayPolicies.policyId, policyIds)));
  const quotaIsKnown = known.some((policy) => policy.limitsQuota && (policy.quotaMax ?? -1) > 0);
  return {
    policyIds,
    apiIds: await apisBehind(tx, request, accessPolicyIds, known),
    lifetimeDays: request.terms.keyLifetimeDays,
    hasQuota: quotaIsKnown || request.terms.quotaRequests !== null,
    settleSeconds: request.terms.settleSeconds ?? settings.settleSeconds,
    metadata: keyMetadata({
      portalInstance: settings.portalInstance,
      credentialId: credential.id,
      generation: credential.generation,
      developer: request.developer && {
        ...request.developer,
        fields: answersForKeys(settings.signUpFields, request.developer.fields),
      },
      organizationId: request.organizationId,
      app: request.app,
      answers: request.answers,
      planMetadata: request.terms.keyMetadata,
    }),
    alias: headerValue(request.app.name),
    ...(await carriedOver(tx, credential.id)),
  };
}

/** What belongs to the key and not to its terms: it stays when those are written anew. */
async function carriedOver(tx: Transaction, credentialId: string) {
  const [before] = await tx
    .select({ wanted: credentials.wanted })
    .from(credentials)
    .where(eq(credentials.id, credentialId));
  const { keptMetadata, resetsQuota } = before?.wanted ?? {};
  return { ...(keptMetadata && { keptMetadata }), ...(resetsQuota && { resetsQuota }) };
}

/** Where every access policy is known, what they open; otherwise what the products say that they bundle. */
async function apisBehind(
  tx: Transaction,
  request: RequestForKey,
  accessPolicyIds: readonly string[],
  known: readonly { policyId: string; apiIds: string[] }[],
): Promise<string[]> {
  const opening = known.filter((policy) => accessPolicyIds.includes(policy.policyId));
  if (opening.length === accessPolicyIds.length) return [...new Set(opening.flatMap((policy) => policy.apiIds))];
  const bundled = await tx
    .select({ apiId: productApis.gatewayApiId })
    .from(productApis)
    .where(
      inArray(
        productApis.productId,
        request.products.map((product) => product.productId),
      ),
    );
  return [...new Set(bundled.flatMap(({ apiId }) => (apiId ? [apiId] : [])))];
}

/** What people call it: the products that it opens. */
export function credentialName(request: RequestForKey): string {
  const names = request.products.map((product) => product.displayName).join(', ');
  return names.length <= NAME_MAX ? names : `${names.slice(0, NAME_MAX - 1)}…`;
}
