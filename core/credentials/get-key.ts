import { and, asc, desc, eq, inArray, ne, sql } from 'drizzle-orm';
import { accessRequestProducts, accessRequests, auditEvents, credentials, type PlanTerms, products } from '@/db/schema';
import type { AuditEventName } from '../audit-events';
import type { Context } from '../context';
import { notFound } from '../errors';
import { can } from '../policy';
import { readSettings } from '../settings/read';
import type { CredentialView } from './credential-view';
import { getCredential } from './get-credential';
import { renewalOpensAt } from './renewal';
import { whyNotOffered } from './still-offered';

/** What happened to a key, as its people read it. `by`: the provider's people are not named. */
export type KeyEvent = { id: string; at: Date; event: AuditEventName; by: string; detail: Record<string, unknown> };
/** Another key of the same request, which replaced this one or was replaced by it. */
export type SiblingKey = Pick<
  CredentialView,
  'id' | 'lastFour' | 'status' | 'generation' | 'activeAt' | 'endsAt' | 'retiringAt' | 'lastUsedAt'
>;
/** Whether the key can be renewed now, from when on it can, and why it cannot. */
export type Renewal = { isOpen: boolean; opensAt: Date | null; reason: string | null };

export type KeyDetail = {
  key: CredentialView;
  terms: PlanTerms;
  productNames: string[];
  /** Other keys of the same request that still live, newest first. */
  siblings: SiblingKey[];
  /** Who had it shown and when, newest first. */
  reveals: KeyEvent[];
  /** Everything else, newest first. */
  history: KeyEvent[];
  renewal: Renewal;
};

const EVENTS_MAX = 50;

/**
 * A key with everything that its people may know: terms, who saw it, what happened, and what can be done about its end.
 * Never the key itself. Throws `not_found`.
 */
export async function getKey(ctx: Context, input: { credentialId: string }): Promise<KeyDetail> {
  const key = await getCredential(ctx, input);
  const [request] = await ctx.db
    .select({ terms: accessRequests.terms, lifetimeDays: lifetimeOf })
    .from(accessRequests)
    .innerJoin(credentials, eq(credentials.accessRequestId, accessRequests.id))
    .where(eq(credentials.id, key.id));
  if (!request) throw notFound();
  const events = await readEvents(ctx, key);
  return {
    key,
    terms: request.terms,
    productNames: await readProductNames(ctx, key),
    siblings: await readSiblings(ctx, key),
    reveals: events.filter(({ event }) => event === 'credential.revealed'),
    history: events.filter(({ event }) => event !== 'credential.revealed'),
    renewal: await renewalOf(ctx, key, request.lifetimeDays),
  };
}

async function readProductNames(ctx: Context, key: CredentialView): Promise<string[]> {
  const opened = await ctx.db
    .select({ name: products.displayName })
    .from(accessRequestProducts)
    .innerJoin(products, eq(products.id, accessRequestProducts.productId))
    .where(eq(accessRequestProducts.accessRequestId, key.accessRequestId))
    .orderBy(products.displayName);
  return opened.map(({ name }) => name);
}

const lifetimeOf = sql<number | null>`(${credentials.wanted} ->> 'lifetimeDays')::float8`;

async function readEvents(ctx: Context, key: CredentialView): Promise<KeyEvent[]> {
  return ctx.db
    .select({
      id: auditEvents.id,
      at: auditEvents.at,
      event: sql<AuditEventName>`${auditEvents.event}`,
      by: sql<string>`case ${auditEvents.actorKind} when 'admin' then 'The provider'
        when 'developer' then ${auditEvents.actorLabel}
        when 'anonymous' then 'Somebody who was not logged in' else 'The portal' end`,
      detail: auditEvents.detail,
    })
    .from(auditEvents)
    .where(and(eq(auditEvents.subjectKind, 'credential'), eq(auditEvents.subjectId, key.id)))
    .orderBy(desc(auditEvents.at), desc(auditEvents.id))
    .limit(EVENTS_MAX);
}

async function readSiblings(ctx: Context, key: CredentialView): Promise<SiblingKey[]> {
  return ctx.db
    .select({
      id: credentials.id,
      lastFour: credentials.lastFour,
      status: credentials.status,
      generation: credentials.generation,
      activeAt: credentials.activeAt,
      endsAt: credentials.endsAt,
      retiringAt: credentials.retiringAt,
      lastUsedAt: credentials.lastUsedAt,
    })
    .from(credentials)
    .where(
      and(
        eq(credentials.accessRequestId, key.accessRequestId),
        ne(credentials.id, key.id),
        inArray(credentials.status, ['awaiting_claim', 'provisioning', 'active', 'failed', 'revoking']),
      ),
    )
    .orderBy(desc(credentials.generation), asc(credentials.id));
}

async function renewalOf(ctx: Context, key: CredentialView, lifetimeDays: number | null): Promise<Renewal> {
  const closed = (opensAt: Date | null, reason: string | null) => ({ isOpen: false, opensAt, reason });
  const isRenewable = key.status === 'active' && key.expiresAt && lifetimeDays !== null && !key.retiringAt;
  if (!isRenewable || key.suspendedAt) return closed(null, null);
  const { expiryMailDays } = await readSettings(ctx.db);
  const opensAt = renewalOpensAt({ expiresAt: key.expiresAt, lifetimeDays }, expiryMailDays);
  if (key.foundAt) return closed(opensAt, 'It was found in the open: regenerate it instead.');
  if (!opensAt || opensAt > ctx.now()) return closed(opensAt, null);
  if (!can(ctx.actor, 'credential.renew', key.app)) return closed(opensAt, null);
  const reason = await whyNotOffered(ctx.db, ctx.actor, key.accessRequestId);
  return { isOpen: reason === null, opensAt, reason };
}
