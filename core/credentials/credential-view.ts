import { and, desc, eq, type SQL, sql } from 'drizzle-orm';
import { accessRequests, apps, credentials, gateways, users } from '@/db/schema';
import type { Context } from '../context';
import { visibleCredentials } from '../visibility';
import type { CredentialStatus } from './claim-credential';
import { settleSeconds } from './sync/key-row';

/** How far a change at the gateway is known to have come. Words are made of it on the page. */
export type Progress = {
  /** Not taken yet; taken and being watched; seen once and awaiting the last proof. */
  stage: 'asking' | 'watching' | 'seen_once';
  /** Until the last proof, if nothing goes wrong. */
  finalInSeconds: number;
  /** Why it takes longer, in the gateway adapter's words; null while all is well. */
  trouble: string | null;
  nextTryInSeconds: number;
};

/** An API that the key opens, and where. */
export type OpenedApi = { id: string; name: string; productName: string; url: string };

/** What people may know of a credential. Never the key: that is `revealCredential`'s. */
export type CredentialView = {
  id: string;
  name: string;
  lastFour: string;
  status: CredentialStatus;
  generation: number;
  accessRequestId: string;
  planName: string;
  gatewayName: string;
  app: {
    id: string;
    name: string;
    organizationId: string;
    ownerId: string | null;
    visibility: 'personal' | 'team' | 'organization';
    teamId: string | null;
  };
  apis: OpenedApi[];
  createdAt: Date;
  claimedByName: string | null;
  activeAt: Date | null;
  expiresAt: Date | null;
  isExpired: boolean;
  suspendedAt: Date | null;
  /** Whoever works for the provider suspended it; its own people cannot resume it. */
  isSuspendedByProvider: boolean;
  retiringAt: Date | null;
  endsAt: Date | null;
  revokeReason: string;
  revokedAt: Date | null;
  /** The last call that the usage figures know of. */
  lastUsedAt: Date | null;
  /** Somebody found this key in the open and said so. */
  foundAt: Date | null;
  /** Its holder was warned that it ends because nobody uses it. */
  unusedWarnedAt: Date | null;
  /** Whether the portal still holds the key to show it. */
  isShowable: boolean;
  /** Attached, not made here: it is never shown. */
  isImported: boolean;
  /** Null when the gateway is known to agree. */
  progress: Progress | null;
};

const CREDENTIALS_MAX = 100;

/** Credentials that the actor may know of, newest first: one query. */
export async function readCredentialViews(ctx: Context, which: SQL): Promise<CredentialView[]> {
  return (await readRows(ctx, which)).map(toView);
}

type Row = Awaited<ReturnType<typeof readRows>>[number];

function readRows(ctx: Context, which: SQL) {
  return ctx.db
    .select({
      credential: credentials,
      terms: accessRequests.terms,
      app: {
        id: apps.id,
        name: apps.name,
        organizationId: apps.organizationId,
        ownerId: apps.ownerId,
        visibility: apps.visibility,
        teamId: apps.teamId,
      },
      gateway: {
        name: gateways.name,
        proxyUrl: gateways.proxyUrl,
        revocationDelaySeconds: gateways.revocationDelaySeconds,
      },
      isSuspendedByProvider: sql<boolean>`exists (select from users suspender
        where suspender.id = ${credentials.suspendedBy} and suspender.kind = 'admin')`,
      claimer: { firstName: users.firstName, lastName: users.lastName },
      opened: OPENED,
      dbNow: sql`now()`.mapWith(credentials.createdAt),
    })
    .from(credentials)
    .innerJoin(accessRequests, eq(accessRequests.id, credentials.accessRequestId))
    .innerJoin(apps, eq(apps.id, credentials.appId))
    .innerJoin(gateways, eq(gateways.id, credentials.gatewayId))
    .leftJoin(users, eq(users.id, credentials.claimedBy))
    .where(and(which, visibleCredentials(ctx.db, ctx.actor)))
    .orderBy(desc(credentials.createdAt), desc(credentials.id))
    .limit(CREDENTIALS_MAX);
}

function toView({ credential: row, gateway, claimer, dbNow, ...found }: Row): CredentialView {
  return {
    id: row.id,
    name: row.name,
    lastFour: row.lastFour,
    status: row.status,
    generation: row.generation,
    accessRequestId: row.accessRequestId,
    planName: found.terms.displayName,
    gatewayName: gateway.name,
    app: found.app,
    apis: found.opened.map(({ listenPath, ...api }) => ({ ...api, url: gateway.proxyUrl + listenPath })),
    createdAt: row.createdAt,
    claimedByName: claimer ? `${claimer.firstName} ${claimer.lastName}`.trim() : null,
    activeAt: row.activeAt,
    expiresAt: row.expiresAt,
    isExpired: row.expiresAt !== null && row.expiresAt <= dbNow,
    suspendedAt: row.suspendedAt,
    isSuspendedByProvider: row.suspendedAt !== null && found.isSuspendedByProvider,
    retiringAt: row.retiringAt,
    endsAt: row.endsAt,
    revokeReason: row.revokeReason,
    revokedAt: row.revokedAt,
    lastUsedAt: row.lastUsedAt,
    foundAt: row.foundAt,
    unusedWarnedAt: row.unusedWarnedAt,
    isShowable: row.keySealed !== null && !row.isImported,
    isImported: row.isImported,
    progress: progressOf({ ...row, gateway }, dbNow),
  };
}

type ProgressRow = typeof credentials.$inferSelect & { gateway: { revocationDelaySeconds: number } };

/** What is known of a change that is on its way; null when none is. */
function progressOf(row: ProgressRow, dbNow: Date): Progress | null {
  const isMoving =
    row.status === 'provisioning' ||
    row.status === 'revoking' ||
    (row.status === 'active' && (row.settledAt === null || row.lastError !== null));
  if (!isMoving && row.status !== 'failed') return null;
  const settle = settleSeconds(row);
  const secondsUntil = (at: Date | null) => (at ? Math.max(0, Math.ceil((at.getTime() - dbNow.getTime()) / 1000)) : 0);
  const after = (at: Date, seconds: number) => new Date(at.getTime() + seconds * 1000);
  const stage = row.firstProofAt ? 'seen_once' : row.settlingSince ? 'watching' : 'asking';
  const proven = row.firstProofAt ? after(row.firstProofAt, settle) : after(row.settlingSince ?? dbNow, 2 * settle);
  const untilFence = row.status === 'revoking' ? secondsUntil(row.putFence) : 0;
  return {
    stage,
    finalInSeconds: Math.max(secondsUntil(proven), untilFence),
    trouble: row.lastError?.replace(/[.]$/, '') ?? null,
    nextTryInSeconds: secondsUntil(row.nextLookAt),
  };
}

type OpenedRow = Omit<OpenedApi, 'url'> & { listenPath: string };

/** The APIs of what was asked for; one without an address cannot be called. Inside a query of access requests. */
const OPENED = sql<OpenedRow[]>`(select coalesce(json_agg(json_build_object('id', api.id, 'name', api.name,
    'productName', product.display_name, 'listenPath', api.listen_path)
    order by product.display_name, api.position, api.name), '[]')
  from access_request_products asked
  join products product on product.id = asked.product_id
  join product_apis api on api.product_id = product.id
  where asked.access_request_id = ${accessRequests.id} and api.listen_path <> '')`;
