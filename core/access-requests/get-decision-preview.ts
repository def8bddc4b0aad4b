import { and, desc, eq, inArray, isNull } from 'drizzle-orm';
import type { Transaction } from '@/db/client';
import { accessRequests, credentials, gatewayPolicies, gateways, type WantedKey } from '@/db/schema';
import type { Context } from '../context';
import { expiryFrom } from '../credentials/sync/issue-key';
import { type RequestForKey, readRequestForKey, wantedKey } from '../credentials/wanted-key';
import { notFound } from '../errors';
import { can } from '../policy';
import type { DescribedCall, Gateways, WrittenKey } from '../ports/gateway';
import type { MessageRenderer } from '../ports/wording';
import { visibleAccessRequests } from '../visibility';
import { type PreviewedMail, previewMail } from './preview-mail';
import { type Difference, wishDifferences } from './wish-differences';

/** Stands where the id of a credential will be that does not exist yet. */
const UNBORN = '00000000-0000-7000-8000-000000000000';

/** A gateway policy of the key, as the gateway told it when it was last read. */
export type PreviewedPolicy = {
  policyId: string;
  /** Null: the portal has never seen it. */
  name: string | null;
  grantsAccess: boolean;
  limitsRate: boolean;
  limitsQuota: boolean;
  rate: number | null;
  per: number | null;
  quotaMax: number | null;
  quotaSeconds: number | null;
  isMissing: boolean;
};

/** What an approval will do, shown to those who decide before they do. */
export type DecisionPreview = {
  gatewayName: string;
  /** As it will be sent, to the letter; what names the key, and the id of a credential to come, are placeholders. */
  call: DescribedCall;
  key: WrittenKey;
  policies: PreviewedPolicy[];
  /** Gateway APIs that the key will open, as far as the portal knows them. */
  apiIds: string[];
  lifetimeDays: number | null;
  /** What a change of plan or products changes at the key; null where a new key is asked for. */
  differences: Difference[] | null;
  mail: PreviewedMail;
};

/**
 * What an approval leads to, made by the same code that will do it: the call to the gateway, and the mail. Reads only,
 * and asks no gateway. Null where nothing waits for a decision, or the key that it would change has ended. Throws
 * `not_found` for everybody but portal admins.
 */
export async function getDecisionPreview(
  ctx: Context,
  outside: { gateways: Gateways; renderer: MessageRenderer },
  input: { requestId: string },
): Promise<DecisionPreview | null> {
  if (!can(ctx.actor, 'accessRequest.list_all')) throw notFound();
  return ctx.db.transaction(async (tx) => {
    const [row] = await tx
      .select({ request: accessRequests, gateway: gateways })
      .from(accessRequests)
      .innerJoin(gateways, eq(gateways.id, accessRequests.gatewayId))
      .where(and(eq(accessRequests.id, input.requestId), visibleAccessRequests(tx, ctx.actor)));
    if (row?.request.status !== 'pending') return null;
    const { request, gateway } = row;
    const wish = await readWish(tx, request);
    if (!wish) return null;
    const { wanted, key, before } = wish;
    const { policyIds, lifetimeDays, metadata, alias } = wanted;
    const expires = expiryFrom(ctx, lifetimeDays);
    const session = { policyIds, expires, metadata, alias, tags: [] };
    return {
      gatewayName: gateway.name,
      call: outside.gateways.of(gateway).describeWrite(session, key),
      key,
      policies: await readPolicies(tx, gateway.id, policyIds),
      apiIds: wanted.apiIds,
      lifetimeDays,
      differences: before && wishDifferences(before, wanted),
      mail: await previewMail({ ...ctx, db: tx }, outside.renderer, request),
    };
  });
}

type Wish = { wanted: WantedKey; key: WrittenKey; before: WantedKey | null };

async function readWish(tx: Transaction, request: typeof accessRequests.$inferSelect): Promise<Wish | null> {
  const asked = await readRequestForKey(tx, request.id);
  if (!request.changesRequestId) {
    return { wanted: await wantedKey(tx, asked, { id: UNBORN, generation: 1 }), key: 'new', before: null };
  }
  return readChangedWish(tx, request.changesRequestId, asked);
}

/** As `applyTerms` will do it: the changed request with other terms and products. */
async function readChangedWish(tx: Transaction, contractId: string, asked: RequestForKey): Promise<Wish | null> {
  const [current] = await tx
    .select({
      id: credentials.id,
      generation: credentials.generation,
      wanted: credentials.wanted,
      isImported: credentials.isImported,
    })
    .from(credentials)
    .where(
      and(
        eq(credentials.accessRequestId, contractId),
        isNull(credentials.retiringAt),
        inArray(credentials.status, ['awaiting_claim', 'failed', 'provisioning', 'active']),
      ),
    )
    .orderBy(desc(credentials.generation))
    .limit(1);
  if (!current) return null;
  const contract = await readRequestForKey(tx, contractId);
  const { terms, answers, products } = asked;
  const wanted = await wantedKey(tx, { ...contract, terms, answers, products }, current);
  return { wanted, key: current.isImported ? 'imported' : 'known', before: current.wanted };
}

async function readPolicies(
  tx: Transaction,
  gatewayId: string,
  policyIds: readonly string[],
): Promise<PreviewedPolicy[]> {
  const known = await tx
    .select()
    .from(gatewayPolicies)
    .where(and(eq(gatewayPolicies.gatewayId, gatewayId), inArray(gatewayPolicies.policyId, [...policyIds])));
  return policyIds.map((policyId) => {
    const policy = known.find((one) => one.policyId === policyId);
    return {
      policyId,
      name: policy?.name ?? null,
      grantsAccess: policy?.grantsAccess ?? false,
      limitsRate: policy?.limitsRate ?? false,
      limitsQuota: policy?.limitsQuota ?? false,
      rate: policy?.rate ?? null,
      per: policy?.per ?? null,
      quotaMax: policy?.quotaMax ?? null,
      quotaSeconds: policy?.quotaSeconds ?? null,
      isMissing: policy ? policy.missingSince !== null : false,
    };
  });
}
