import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgEnum,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { accessRequests } from './access-requests';
import { bytes, createdAt, id, instant } from './columns';
import { gateways } from './gateways';
import { users } from './users';

/** The states of provisioning.md 4.2. */
export const credentialStatus = pgEnum('credential_status', [
  'awaiting_claim',
  'provisioning',
  'active',
  'revoking',
  'revoked',
  'failed',
]);

/** What the key shall be at the gateway, as it was approved. */
export type WantedKey = {
  policyIds: string[];
  /** Gateway APIs that the policies should open, as far as the portal knows them; empty when it cannot know. */
  apiIds: string[];
  lifetimeDays: number | null;
  hasQuota: boolean;
  /** How long the longest call lasts, in seconds: the settling time of every write. */
  settleSeconds: number;
  metadata: Record<string, unknown>;
  alias: string;
  /** Attached keys: what the key said of itself before, under names that are not the portal's. Goes on being written. */
  keptMetadata?: Record<string, unknown>;
  /** Attached keys: the first write lets the quota start anew. */
  resetsQuota?: boolean;
};

/** Our record of a key. `revoked` is final; everything before it can still reach it. */
export const credentials = pgTable(
  'credentials',
  {
    id: id(),
    organizationId: uuid().notNull(),
    appId: uuid().notNull(),
    accessRequestId: uuid().notNull(),
    gatewayId: uuid()
      .notNull()
      .references(() => gateways.id),
    generation: integer().notNull().default(1),
    name: text().notNull().default(''),
    status: credentialStatus().notNull().default('awaiting_claim'),
    wanted: jsonb().$type<WantedKey>().notNull(),
    /** The id that the portal drew; sealed, null before the claim and after the revocation is proven. */
    keyIdSealed: bytes(),
    /** The key that the gateway answered; sealed; null until then, after revocation, and with reveal `once`. */
    keySealed: bytes(),
    /** Keyed digests for look-up; they stay after revocation, so that an old key can still be named. */
    keyIdDigest: bytes(),
    keyDigest: bytes(),
    gatewayKeyHash: text(),
    lastFour: text().notNull().default(''),
    expiresAt: instant(),
    /** The key is kept expired at the gateway while this is set (provisioning.md 0.4). */
    suspendedAt: instant(),
    suspendedBy: uuid().references(() => users.id, { onDelete: 'set null' }),
    /** Replaced by the next generation: dies at `endsAt`. */
    retiringAt: instant(),
    endsAt: instant(),
    /**
     * How long the key that this one replaces goes on working once this one is active; null for the first of a request.
     */
    graceSeconds: integer(),
    /** Before this moment an older write may still arrive late: no absence is final. */
    putFence: instant(),
    /** Fencing token: +1 for every operation started; a late worker's write is refused. */
    operation: bigint({ mode: 'number' }).notNull().default(0),
    /** The wish changed at the gateway's side last at this moment and is being watched until it has settled. */
    settlingSince: instant(),
    /** First of the two proofs that a settling time apart must agree. */
    firstProofAt: instant(),
    settledAt: instant(),
    attempts: integer().notNull().default(0),
    lastError: text(),
    /** When this row is looked at next; its job is booked for the same moment. Null: nothing is left to be done. */
    nextLookAt: instant(),
    claimedBy: uuid().references(() => users.id, { onDelete: 'set null' }),
    claimedAt: instant(),
    activeAt: instant(),
    revokeRequestedAt: instant(),
    revokedBy: uuid().references(() => users.id, { onDelete: 'set null' }),
    revokeReason: text().notNull().default(''),
    revokedAt: instant(),
    /** A key that existed before the portal knew it; attached, never made here, never shown. */
    isImported: boolean().notNull().default(false),
    /** What was left of the quota when the gateway was last asked. Null: no quota, or never asked. */
    quotaMax: bigint({ mode: 'number' }),
    quotaLeft: bigint({ mode: 'number' }),
    quotaRenewsAt: instant(),
    quotaReadAt: instant(),
    /** The last call that the usage figures know of. */
    lastUsedAt: instant(),
    /** The holder was warned that this key, which nobody uses, will end. */
    unusedWarnedAt: instant(),
    /** Somebody told the portal that they found this key in the open. */
    foundAt: instant(),
    lastRevealedAt: instant(),
    lastRevealedBy: uuid().references(() => users.id, { onDelete: 'set null' }),
    createdAt: createdAt(),
    updatedAt: createdAt(),
  },
  (table) => [
    unique('credentials_generation').on(table.accessRequestId, table.generation),
    unique('credentials_key_id_digest').on(table.keyIdDigest),
    unique('credentials_key_digest').on(table.keyDigest),
    // One being made and one current at a time for each request: two clicks cannot make two keys.
    uniqueIndex('credentials_one_creating')
      .on(table.accessRequestId)
      .where(sql`status in ('awaiting_claim', 'provisioning', 'failed')`),
    uniqueIndex('credentials_one_current')
      .on(table.accessRequestId)
      .where(sql`status = 'active' and retiring_at is null`),
    index('credentials_by_app').on(table.appId, table.createdAt),
    index('credentials_by_organization').on(table.organizationId, table.createdAt),
    index('credentials_by_age').on(table.createdAt, table.id).concurrently(),
    index('credentials_by_status').on(table.status, table.createdAt, table.id).concurrently(),
    // Keys that somebody found in the open are few.
    index('credentials_found').on(table.foundAt).concurrently().where(sql`found_at is not null`),
    // The reconciler walks what is not final.
    index('credentials_open').on(table.status, table.updatedAt).where(sql`status <> 'revoked'`),
    index('credentials_recently_revoked').on(table.revokedAt).where(sql`status = 'revoked'`),
    // The reconciler looks for rows whose job never came.
    index('credentials_by_next_look').on(table.nextLookAt).where(sql`next_look_at is not null`),
    index('credentials_by_hash').on(table.gatewayId, table.gatewayKeyHash),
    foreignKey({
      columns: [table.accessRequestId, table.appId, table.organizationId],
      foreignColumns: [accessRequests.id, accessRequests.appId, accessRequests.organizationId],
    }).onUpdate('cascade'),
    check(
      'credentials_made_has_id',
      sql`status not in ('provisioning', 'active') or is_imported or (key_id_digest is not null and key_id_sealed is not null)`,
    ),
    check(
      'credentials_active_was_seen',
      sql`status <> 'active' or (active_at is not null and (key_digest is not null or (is_imported and gateway_key_hash is not null)))`,
    ),
    // One living record for each key that was attached by its hash.
    uniqueIndex('credentials_one_import')
      .on(table.gatewayId, table.gatewayKeyHash)
      .where(sql`is_imported and status <> 'revoked' and status <> 'failed'`),
    check('credentials_revoked_has_time', sql`(status = 'revoked') = (revoked_at is not null)`),
    check(
      'credentials_revoked_keeps_no_secret',
      sql`status <> 'revoked' or (key_sealed is null and key_id_sealed is null)`,
    ),
    check('credentials_retiring_ends', sql`(retiring_at is null) = (ends_at is null)`),
  ],
);

/** What the holder of a key was told, so that nothing is told twice: `notice` once for each `occasion`. */
export const credentialNotices = pgTable(
  'credential_notices',
  {
    credentialId: uuid()
      .notNull()
      .references(() => credentials.id, { onDelete: 'cascade' }),
    /** `expires`, `expired`, `quota_80`, `quota_100`, `unused` … */
    notice: text().notNull(),
    /** What it was about: an expiry, a quota period. */
    occasion: text().notNull(),
    createdAt: createdAt(),
  },
  (table) => [primaryKey({ columns: [table.credentialId, table.notice, table.occasion] })],
);
