import { eq, sql } from 'drizzle-orm';
import { accessRequests, credentials, type PlanTerms } from '@/db/schema';
import type { AuditEventName } from '../audit-events';
import type { Context } from '../context';
import { notFound } from '../errors';
import { can } from '../policy';
import type { CredentialView } from './credential-view';
import { getCredential } from './get-credential';
import { knownQuota, type QuotaOutcome, quotaColumns } from './refresh-quota';
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

/** The page of one key: what it may, and what happened to it. */
export type KeyDetail = {
  key: CredentialView;
  terms: PlanTerms;
  productNames: string[];
  /** Null when they have deleted their account. */
  requestedByName: string | null;
  /** Other keys of the same request that still live, newest first. */
  siblings: SiblingKey[];
  /** Who had it shown and when, newest first. */
  reveals: KeyEvent[];
  /** Everything else, newest first. */
  history: KeyEvent[];
  renewal: Renewal;
  /** As it was read last; `isDue`: `refreshQuota` may ask the gateway again. */
  quota: { known: QuotaOutcome; isDue: boolean };
};

const EVENTS_MAX = 50;

/**
 * A key with everything that its people may know: terms, who saw it, what happened, and what can be done about its end.
 * Never the key itself. Throws `not_found`.
 */
export async function getKey(ctx: Context, input: { credentialId: string }): Promise<KeyDetail> {
  const key = await getCredential(ctx, input);
  const [row] = await ctx.db
    .select({
      terms: accessRequests.terms,
      lifetimeDays: sql<number | null>`(${credentials.wanted} ->> 'lifetimeDays')::float8`,
      expiryMailDays: sql<number>`(select expiry_mail_days from settings)`,
      notOffered: whyNotOffered(ctx.db, ctx.actor),
      productNames,
      requestedByName,
      siblings,
      events,
      ...quotaColumns,
    })
    .from(accessRequests)
    .innerJoin(credentials, eq(credentials.accessRequestId, accessRequests.id))
    .where(eq(credentials.id, key.id));
  if (!row) throw notFound();
  const told = row.events.map((event) => ({ ...event, at: new Date(event.at) }));
  return {
    key,
    terms: row.terms,
    productNames: row.productNames,
    requestedByName: row.requestedByName,
    siblings: row.siblings.map((sibling) => ({
      ...sibling,
      activeAt: dateOf(sibling.activeAt),
      endsAt: dateOf(sibling.endsAt),
      retiringAt: dateOf(sibling.retiringAt),
      lastUsedAt: dateOf(sibling.lastUsedAt),
    })),
    reveals: told.filter(({ event }) => event === 'credential.revealed'),
    history: told.filter(({ event }) => event !== 'credential.revealed'),
    renewal: renewalOf(ctx, key, row),
    quota: { known: knownQuota(row), isDue: row.isDue },
  };
}

const productNames = sql<string[]>`(select coalesce(json_agg(product.display_name order by product.display_name), '[]')
  from access_request_products asked join products product on product.id = asked.product_id
  where asked.access_request_id = access_requests.id)`;

const requestedByName = sql<
  string | null
>`(select requester.first_name || ' ' || requester.last_name from users requester
  where requester.id = access_requests.requested_by and requester.deleted_at is null)`;

/** A row as JSON tells it. */
type Told<Row> = { [Name in keyof Row]: Date extends Row[Name] ? Exclude<Row[Name], Date> | string : Row[Name] };

const siblings = sql<Told<SiblingKey>[]>`(select coalesce(json_agg(json_build_object('id', other.id,
    'lastFour', other.last_four, 'status', other.status, 'generation', other.generation, 'activeAt', other.active_at,
    'endsAt', other.ends_at, 'retiringAt', other.retiring_at, 'lastUsedAt', other.last_used_at)
    order by other.generation desc), '[]')
  from credentials other
  where other.access_request_id = access_requests.id and other.id <> credentials.id and other.status <> 'revoked')`;

const events = sql<
  Told<KeyEvent>[]
>`(select coalesce(json_agg(happened.line order by happened.at desc, happened.id desc), '[]')
  from (select event.id, event.at, json_build_object('id', event.id, 'at', event.at, 'event', event.event,
      'by', case event.actor_kind when 'admin' then 'The provider' when 'developer' then event.actor_label
        when 'anonymous' then 'Somebody who was not logged in' else 'The portal' end,
      'detail', event.detail) as line
    from audit_events event
    where event.subject_kind = 'credential' and event.subject_id = credentials.id
    order by event.at desc, event.id desc limit ${EVENTS_MAX}) happened)`;

function dateOf(told: string | null): Date | null {
  return told === null ? null : new Date(told);
}

type Facts = { lifetimeDays: number | null; expiryMailDays: number; notOffered: string | null };

function renewalOf(ctx: Context, key: CredentialView, { lifetimeDays, expiryMailDays, notOffered }: Facts): Renewal {
  const closed = (opensAt: Date | null, reason: string | null) => ({ isOpen: false, opensAt, reason });
  const isRenewable = key.status === 'active' && key.expiresAt && lifetimeDays !== null && !key.retiringAt;
  if (!isRenewable || key.suspendedAt) return closed(null, null);
  const opensAt = renewalOpensAt({ expiresAt: key.expiresAt, lifetimeDays }, expiryMailDays);
  if (key.foundAt) return closed(opensAt, 'It was found in the open: regenerate it instead.');
  if (!opensAt || opensAt > ctx.now()) return closed(opensAt, null);
  if (!can(ctx.actor, 'credential.renew', key.app)) return closed(opensAt, null);
  return { isOpen: notOffered === null, opensAt, reason: notOffered };
}
