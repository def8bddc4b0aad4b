import { and, eq, inArray, notInArray, or, type SQL, sql } from 'drizzle-orm';
import type { Transaction } from '@/db/client';
import { isId, newId } from '@/db/ids';
import { accessRequestProducts, accessRequests, apps, credentials, organizations } from '@/db/schema';
import { termsOf } from '../access-requests/insert-request';
import { lockApp } from '../apps/lock-app';
import type { Context } from '../context';
import { conflict, type DomainError, invalid, notFound } from '../errors';
import { userIdOf } from '../identity/actor';
import { mutate, type Unit, violatedConstraint } from '../mutate';
import { authorize } from '../policy';
import { visibleApps } from '../visibility';
import type { CredentialStatus } from './claim-credential';
import { type ImportTerms, lockImportTerms } from './import-terms';
import { credentialSeal, keyDigest, keyDigests, keyIdDigests } from './key-secrets';
import { lastFourOf, type NamedKey, parseNamedKey } from './parse-import';
import { credentialName, readRequestForKey, wantedKey } from './wanted-key';

const NAME_MAX = 120;
/** Whoever imports tries at once by `kickSync`; the job follows in case that process dies. Seconds. */
const HEAD_START_SECONDS = 2;

/** Either `key`, the whole key as its consumers send it, or `keyHash`, the gateway's hash of it. */
export type ImportInput = {
  appId: string;
  planId: string;
  productIds: readonly string[];
  key?: string | undefined;
  keyHash?: string | undefined;
  /** What people call it; empty: the products that it opens. */
  name?: string | undefined;
  /** Lets the quota start anew; otherwise what was used stays used. */
  resetQuota?: boolean | undefined;
};
/** The key as it was written down; the worker attaches it, so that `status` is `provisioning` at first. */
export type Imported = { credentialId: string; requestId: string; status: CredentialStatus };

/**
 * Attaches a key that exists at the gateway to an app: writes the request that an admin grants with it, and the record,
 * which is `provisioning` until the gateway was seen to have the key and has taken the plan's policies for it. From then
 * on it is a key like any other, but that the portal never shows it. Call `kickSync` after it. Whether the gateway has
 * the key is on the record afterwards, not in the answer.
 *
 * Throws `not_found`, `forbidden`; `invalid` for `key`, `keyHash`, `name`, `planId` and `productIds`; `conflict` when the
 * portal knows the key already or the organization is not active.
 */
export async function importCredential(ctx: Context, input: ImportInput): Promise<Imported> {
  return mutate(ctx, async (unit) => {
    const app = await lockTarget(ctx, unit.tx, input.appId);
    const named = parseNamedKey(input);
    const name = (input.name ?? '').trim();
    if (name.length > NAME_MAX) throw invalid('name', `Use at most ${NAME_MAX} characters.`);
    const terms = await lockImportTerms(unit.tx, input);
    await refuseKnown(ctx, unit.tx, terms.gatewayId, named);
    const requestId = await grantRequest(ctx, unit, app, terms);
    const credentialId = await writeRecord(ctx, unit, requestId, {
      named,
      name,
      resetsQuota: input.resetQuota ?? false,
    });
    return { credentialId, requestId, status: 'provisioning' as const };
  }).catch((error: unknown) => {
    const taken = ['credentials_key_digest', 'credentials_one_import'];
    if (taken.includes(violatedConstraint(error) ?? '')) throw known('provisioning');
    throw error;
  });
}

/** Held in the order organization, person, app, as everywhere. */
async function lockTarget(ctx: Context, tx: Transaction, appId: string) {
  if (!isId(appId)) throw notFound();
  const [found] = await tx
    .select({ organizationId: apps.organizationId })
    .from(apps)
    .where(and(eq(apps.id, appId), visibleApps(ctx.actor)));
  if (!found) throw notFound();
  const [organization] = await tx
    .select({ status: organizations.status })
    .from(organizations)
    .where(eq(organizations.id, found.organizationId))
    .for('share');
  const app = await lockApp(tx, ctx.actor, appId, 'share');
  authorize(ctx.actor, 'credential.import', app);
  if (organization?.status !== 'active')
    throw conflict('The organization of this app is not active. Resume it first, or choose another app.');
  return app;
}

/** The unique indexes are the second net: two imports of one key at once both find nothing here. */
async function refuseKnown(ctx: Context, tx: Transaction, gatewayId: string, named: NamedKey): Promise<void> {
  const [holder] = await tx
    .select({ status: credentials.status })
    .from(credentials)
    .where(named.key === null ? hasHash(gatewayId, named.hash) : hasKey(ctx, named.key))
    .limit(1);
  if (holder) throw known(holder.status);
}

function hasKey(ctx: Context, key: string): SQL | undefined {
  return or(
    inArray(credentials.keyDigest, keyDigests(ctx, key)),
    inArray(credentials.keyIdDigest, keyIdDigests(ctx, key)),
  );
}

function hasHash(gatewayId: string, hash: string): SQL | undefined {
  return and(
    eq(credentials.gatewayId, gatewayId),
    eq(credentials.gatewayKeyHash, hash),
    notInArray(credentials.status, ['revoked', 'failed']),
  );
}

function known(status: CredentialStatus): DomainError {
  if (status === 'failed') return conflict('Attaching this key has failed before. Try that again, or remove it first.');
  const isEnded = status === 'revoked' || status === 'revoking';
  if (isEnded) return conflict('The portal has ended this key, so it cannot be attached.');
  return conflict('The portal knows this key already. One key belongs to one app.');
}

/** The request as if it had been asked for and granted in one breath: the terms are copied as for any other. */
async function grantRequest(
  ctx: Context,
  unit: Unit,
  app: typeof apps.$inferSelect,
  terms: ImportTerms,
): Promise<string> {
  const id = newId();
  const { organizationId } = app;
  await unit.tx.insert(accessRequests).values({
    id,
    organizationId,
    appId: app.id,
    requestedBy: app.ownerId,
    catalogId: terms.catalogId,
    planId: terms.plan.id,
    gatewayId: terms.gatewayId,
    status: 'approved',
    terms: termsOf(terms.plan),
    delivery: 'secure',
    submissionKey: id,
    decidedVia: 'admin',
    decidedBy: userIdOf(ctx.actor),
    decidedAt: sql`now()`,
  });
  await unit.tx
    .insert(accessRequestProducts)
    .values(
      terms.products.map(({ productId, accessPolicyId }) => ({ accessRequestId: id, productId, accessPolicyId })),
    );
  const detail = {
    via: 'admin',
    isImport: true,
    app: app.name,
    plan: terms.plan.displayName,
    products: terms.products.map(({ name }) => name),
  };
  await unit.audit('access_request.approved', { kind: 'access_request', id, organizationId }, detail);
  return id;
}

async function writeRecord(
  ctx: Context,
  unit: Unit,
  requestId: string,
  { named, name, resetsQuota }: { named: NamedKey; name: string; resetsQuota: boolean },
): Promise<string> {
  const id = newId();
  const request = await readRequestForKey(unit.tx, requestId);
  const wanted = await wantedKey(unit.tx, request, { id, generation: 1 });
  const { organizationId } = request;
  const [made] = await unit.tx
    .insert(credentials)
    .values({
      id,
      organizationId,
      appId: request.app.id,
      accessRequestId: requestId,
      gatewayId: request.gatewayId,
      name: name || credentialName(request),
      status: 'provisioning',
      wanted: { ...wanted, resetsQuota },
      isImported: true,
      keySealed: named.key === null ? null : ctx.secrets.seal(named.key, credentialSeal(id)),
      keyDigest: named.key === null ? null : keyDigest(ctx, named.key),
      gatewayKeyHash: named.hash,
      lastFour: named.key === null ? '' : lastFourOf(named.key),
      nextLookAt: sql`now()`,
    })
    .returning({ lookAt: credentials.nextLookAt });
  const detail = { requestId, namedBy: named.key === null ? 'hash' : 'key', resetsQuota };
  await unit.audit('credential.imported', { kind: 'credential', id, organizationId }, detail);
  const runAt = new Date((made?.lookAt ?? ctx.now()).getTime() + HEAD_START_SECONDS * 1000);
  await unit.enqueue({ kind: 'credential.sync', credentialId: id }, { runAt });
  return id;
}
