import { sql } from 'drizzle-orm';
import {
  type AnyPgColumn,
  bigint,
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgEnum,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { decisionMaker, keyDelivery } from './access-requests';
import { bytes, createdAt, id, instant, words } from './columns';
import { type FormField, images } from './products';
import { users } from './users';

/** Who may register: everybody, whoever was invited, or nobody. */
export const registrationMode = pgEnum('registration_mode', ['open', 'invitation', 'closed']);
/** Whether a key is shown whenever its people ask, or a single time. */
export const revealMode = pgEnum('reveal_mode', ['members', 'once']);

/** A link with its words. `href` begins with `/`, `https://` or `mailto:`. */
export type LinkLine = { label: string; href: string };

/** The portal's settings: one row, made at the first start. */
export const settings = pgTable(
  'settings',
  {
    isOnly: boolean().primaryKey().default(true),
    /** Names this installation in the metadata of its keys, so that two portals can share a gateway. */
    portalInstance: uuid().notNull(),
    portalName: text().notNull().default('Portico'),
    accent: text().notNull().default('#3350d4'),
    welcome: text().notNull().default(''),
    logoImageId: uuid().references((): AnyPgColumn => images.id, { onDelete: 'set null' }),
    /** The large words of the first page; empty: made from the portal's name. */
    headline: text().notNull().default(''),
    /** Links of the provider's own: at the top beside the portal's, and at the bottom of every page. */
    menuLinks: jsonb().$type<LinkLine[]>().notNull().default([]),
    footerLinks: jsonb().$type<LinkLine[]>().notNull().default([]),
    /** What robots.txt says; empty: everything that anybody may see may be indexed. */
    robots: text().notNull().default(''),
    /** What the next branding will be: seen by admins who preview it, live when it is published. */
    brandingDraft: jsonb().$type<Record<string, unknown>>(),
    registration: registrationMode().notNull().default('open'),
    autoApproveDevelopers: boolean().notNull().default(false),
    organizationsMayRegister: boolean().notNull().default(false),
    autoApproveOrganizations: boolean().notNull().default(false),
    signUpFields: jsonb().$type<FormField[]>().notNull().default([]),
    /** Asked with every request, before the products' own. */
    requestFields: jsonb().$type<FormField[]>().notNull().default([]),
    terms: text().notNull().default(''),
    /** Whether anonymous visitors meet the login instead of the portal. */
    signedInOnly: boolean().notNull().default(false),
    /**
     * Email domains: when some are allowed only they may register; refused ones never. Lower case, `*.` for subdomains.
     */
    allowedDomains: text().array().notNull().default(sql`'{}'::text[]`),
    refusedDomains: text().array().notNull().default(sql`'{}'::text[]`),
    adminsNeedSecondFactor: boolean().notNull().default(false),
    /** Empty: the sender of the environment (EMAIL_FROM). */
    mailFromName: text().notNull().default(''),
    mailFromAddress: text().notNull().default(''),
    mailReplyTo: text().notNull().default(''),
    invitationDays: integer().notNull().default(7),
    organizationCloseDays: integer().notNull().default(14),
    keyDelivery: keyDelivery().notNull().default('secure'),
    reveal: revealMode().notNull().default('members'),
    /** The longest upstream call that plans allow unless they say otherwise (provisioning.md 0.3). */
    settleSeconds: integer().notNull().default(30),
    confirmLinkDays: integer().notNull().default(7),
    /** Who decides requests where neither a rule nor the plan says: `auto`, `admin` or `third_party`. */
    decidedBy: decisionMaker().notNull().default('admin'),
    /** An approval whose key nobody generated ends after so many days; 0: never. */
    unclaimedDays: integer().notNull().default(30),
    /** Those who decide are reminded of what waits longer than so many days; 0: never. */
    remindDecidersDays: integer().notNull().default(3),
    /** How many days before its end the holder of a key is told. */
    expiryMailDays: integer().notNull().default(14),
    /** Every so many days people confirm that their apps and keys are still needed; 0: never. */
    reviewEveryDays: integer().notNull().default(0),
    /** A key that was not used for so many days is flagged, and ended after as long a warning again; 0: never. */
    unusedKeyDays: integer().notNull().default(0),
    version: integer().notNull().default(1),
    updatedAt: createdAt(),
  },
  () => [
    check('settings_is_only', sql`is_only`),
    check('settings_accent', sql`accent ~ '^#[0-9a-f]{6}$'`),
    check('settings_settle', sql`settle_seconds between 0 and 3600`),
    check('settings_invitation_days', sql`invitation_days between 1 and 30`),
    check('settings_close_days', sql`organization_close_days between 0 and 90`),
    check('settings_unclaimed_days', sql`unclaimed_days between 0 and 365`),
    check('settings_remind_days', sql`remind_deciders_days between 0 and 90`),
    check('settings_expiry_days', sql`expiry_mail_days between 1 and 90`),
    check('settings_review_days', sql`review_every_days between 0 and 730`),
    check('settings_unused_days', sql`unused_key_days between 0 and 730`),
    check('settings_confirm_days', sql`confirm_link_days between 1 and 30`),
  ],
);

/** What happened, to what, by whom. Written with the change, never edited: a trigger refuses UPDATE and DELETE. */
export const auditEvents = pgTable(
  'audit_events',
  {
    id: id(),
    at: createdAt(),
    event: text().notNull(),
    /** `developer`, `admin`, `anonymous`, `system`, `token`. */
    actorKind: text().notNull(),
    actorId: uuid(),
    actorLabel: text().notNull(),
    subjectKind: text().notNull(),
    subjectId: uuid(),
    organizationId: uuid(),
    /** Facts that explain the event; never a secret. */
    detail: jsonb().$type<Record<string, unknown>>().notNull().default({}),
    ip: text().notNull().default(''),
    requestId: text().notNull().default(''),
  },
  (table) => [
    index('audit_events_by_time').on(table.at, table.id),
    // An id is of one thing only, so its kind adds nothing.
    index('audit_events_by_subject').on(table.subjectId, table.at),
    index('audit_events_by_kind').on(table.subjectKind, table.at),
    index('audit_events_by_actor').on(table.actorId, table.at),
    index('audit_events_by_organization').on(table.organizationId, table.at),
    index('audit_events_by_event').on(table.event, table.at),
    index('audit_events_by_ip').on(table.ip, table.at),
    // Words of who it was, of whom the log alone may still know the name.
    index('audit_events_by_actor_words').using('gin', sql`${table.actorLabel} gin_trgm_ops`),
  ],
);

/** `dropped`: it was no longer true, or not wanted, when its turn came. */
export const mailState = pgEnum('mail_state', ['queued', 'sent', 'failed', 'dropped']);

/** The ledger of mails: what was to be sent, to whom, how it went. Never a body, never a token. */
export const mails = pgTable(
  'mails',
  {
    id: id(),
    message: text().notNull(),
    /** The address is the account's own, read at sending; only mails to strangers (invitations) name it here. */
    toUserId: uuid().references(() => users.id, { onDelete: 'set null' }),
    toAddress: text(),
    /** The row that it is about: request, credential, invitation, organization. */
    subjectId: uuid(),
    /** Facts that cannot be read back later, such as a reason; never a secret. */
    facts: jsonb().$type<Record<string, string>>().notNull().default({}),
    state: mailState().notNull().default('queued'),
    subjectLine: text(),
    attempts: integer().notNull().default(0),
    lastError: text(),
    sentAt: instant(),
    createdAt: createdAt(),
    updatedAt: createdAt(),
  },
  (table) => [
    index('mails_by_time').on(table.createdAt),
    index('mails_by_state').on(table.state, table.createdAt),
    // What became of the mail of this invitation, request or organization.
    index('mails_by_subject').on(table.subjectId, table.createdAt),
    index('mails_by_recipient').on(table.toUserId, table.createdAt).concurrently(),
    index('mails_by_message').on(table.message, table.createdAt).concurrently(),
    index('mails_search').using('gin', sql`${table.subjectLine} gin_trgm_ops`).concurrently(),
    index('mails_to_stranger').using('gin', sql`${table.toAddress} gin_trgm_ops`).concurrently(),
    check('mails_has_recipient', sql`to_user_id is not null or to_address is not null or state <> 'queued'`),
  ],
);

/** An admin's own wording of a message; without a row the built-in one is used. */
export const mailTemplates = pgTable(
  'mail_templates',
  {
    id: id(),
    message: text().notNull(),
    version: integer().notNull(),
    subject: text().notNull(),
    html: text().notNull(),
    text: text().notNull(),
    isLive: boolean().notNull().default(true),
    savedBy: uuid().references(() => users.id, { onDelete: 'set null' }),
    createdAt: createdAt(),
  },
  (table) => [
    uniqueIndex('mail_templates_version').on(table.message, table.version),
    uniqueIndex('mail_templates_one_live').on(table.message).where(sql`is_live`),
  ],
);

/**
 * Which kinds of mail somebody does not want; a kind without a row is wanted. Mails about security cannot be refused.
 */
export const refusedMails = pgTable(
  'refused_mails',
  {
    userId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    topic: text().notNull(),
    createdAt: createdAt(),
  },
  (table) => [primaryKey({ columns: [table.userId, table.topic] })],
);

/** What a person finds under the bell. */
export const notifications = pgTable(
  'notifications',
  {
    id: id(),
    userId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    kind: text().notNull(),
    title: text().notNull(),
    href: text().notNull(),
    readAt: instant(),
    createdAt: createdAt(),
  },
  (table) => [index('notifications_by_user').on(table.userId, table.createdAt)],
);

/** Where programs hear of events: an address, what it is told of, and the secret that both sides sign and check with. */
export const webhookEndpoints = pgTable(
  'webhook_endpoints',
  {
    id: id(),
    name: text().notNull().default(''),
    url: text().notNull(),
    secretSealed: bytes().notNull(),
    /** After a change of the secret both sign until then, so that nobody misses a message. */
    previousSecretSealed: bytes(),
    previousSecretUntil: instant(),
    /** Names of events, or `*` alone for all that are told. */
    events: text().array().notNull(),
    reachesPrivate: boolean().notNull().default(false),
    /** Switched off by an admin: nothing is kept for it. */
    isActive: boolean().notNull().default(true),
    /** Paused by the portal after long failure: what happens is kept, and sent when an admin resumes it. */
    pausedAt: instant(),
    /** Since when nothing was taken; null while the last attempt succeeded. */
    failingSince: instant(),
    version: integer().notNull().default(1),
    createdBy: uuid().references(() => users.id, { onDelete: 'set null' }),
    createdAt: createdAt(),
    updatedAt: createdAt(),
  },
  () => [
    check('webhook_endpoints_events', sql`cardinality(events) > 0`),
    check('webhook_endpoints_previous_secret', sql`(previous_secret_sealed is null) = (previous_secret_until is null)`),
  ],
);

/** `failed`: given up, after the last attempt or because the webhook was switched off. */
export const deliveryState = pgEnum('delivery_state', ['pending', 'delivered', 'failed']);

/** One event for one endpoint, tried until it is taken. Written in the transaction of what happened. */
export const webhookDeliveries = pgTable(
  'webhook_deliveries',
  {
    id: id(),
    endpointId: uuid()
      .notNull()
      .references(() => webhookEndpoints.id, { onDelete: 'cascade' }),
    /** Null for a test. */
    auditEventId: uuid().references(() => auditEvents.id),
    event: text().notNull(),
    /** What is sent, to the letter, with each attempt. */
    body: text().notNull(),
    state: deliveryState().notNull().default('pending'),
    /** Since it was made or sent again. */
    attempts: integer().notNull().default(0),
    nextAttemptAt: instant(),
    responseStatus: integer(),
    lastError: text(),
    deliveredAt: instant(),
    createdAt: createdAt(),
    updatedAt: createdAt(),
  },
  (table) => [
    // An endpoint is told of an event once.
    uniqueIndex('webhook_deliveries_once').on(table.endpointId, table.auditEventId),
    index('webhook_deliveries_by_endpoint').on(table.endpointId, table.createdAt, table.id),
    index('webhook_deliveries_by_state').on(table.endpointId, table.state, table.createdAt),
    index('webhook_deliveries_by_age').on(table.createdAt),
    check('webhook_deliveries_delivered_has_time', sql`(state = 'delivered') = (delivered_at is not null)`),
  ],
);

/** One call of an endpoint, and what it answered. */
export const webhookAttempts = pgTable(
  'webhook_attempts',
  {
    id: id(),
    deliveryId: uuid()
      .notNull()
      .references(() => webhookDeliveries.id, { onDelete: 'cascade' }),
    at: createdAt(),
    /** Null where nothing was answered. */
    status: integer(),
    ms: integer(),
    /** Why it did not count as taken, as a sentence for admins. */
    error: text(),
    /** The beginning of what was answered. */
    answer: text().notNull().default(''),
  },
  (table) => [index('webhook_attempts_by_delivery').on(table.deliveryId, table.at)],
);

/**
 * The chain over the audit log: each hash is made of the one before and of one event, in the order in which they were
 * sealed. Append-only by trigger. No foreign key, so that an event that is gone leaves its seal behind.
 */
export const auditSeals = pgTable(
  'audit_seals',
  {
    position: bigint({ mode: 'number' }).primaryKey(),
    auditEventId: uuid().notNull(),
    hash: bytes().notNull(),
    sealedAt: createdAt(),
  },
  (table) => [uniqueIndex('audit_seals_event').on(table.auditEventId)],
);

/** A person's token: an admin's for the REST API, anybody's for their agents. Shown once, stored as a hash. */
export const apiTokens = pgTable(
  'api_tokens',
  {
    id: id(),
    userId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    name: text().notNull(),
    hash: bytes().notNull(),
    lastFour: text().notNull(),
    scopes: text().array().notNull(),
    expiresAt: instant(),
    lastUsedAt: instant(),
    revokedAt: instant(),
    createdAt: createdAt(),
  },
  (table) => [uniqueIndex('api_tokens_hash').on(table.hash), index('api_tokens_by_user').on(table.userId)],
);

/** The other system that decides requests: one row, made when an admin sets it up. */
export const thirdParty = pgTable(
  'third_party',
  {
    isOnly: boolean().primaryKey().default(true),
    /** Where new requests are announced; empty: nowhere. */
    webhookUrl: text().notNull().default(''),
    /** Where the developer is sent after asking; empty: nowhere. */
    redirectUrl: text().notNull().default(''),
    /** Signs both. */
    secretSealed: bytes().notNull(),
    /** How long it may take; then admins decide. */
    answerDays: integer().notNull().default(7),
    reachesPrivate: boolean().notNull().default(false),
    version: integer().notNull().default(1),
    updatedAt: createdAt(),
  },
  () => [check('third_party_is_only', sql`is_only`), check('third_party_days', sql`answer_days between 1 and 90`)],
);

/** What a POST with an Idempotency-Key was answered, so that the same one is answered the same. */
export const idempotencyKeys = pgTable(
  'idempotency_keys',
  {
    tokenId: uuid()
      .notNull()
      .references(() => apiTokens.id, { onDelete: 'cascade' }),
    key: text().notNull(),
    /** Digest of method, path and body: the same key with another request is refused. */
    requestDigest: bytes().notNull(),
    /** Null while the first one is under way. */
    status: integer(),
    /** Sealed: an answer may hold what is shown once. */
    bodySealed: bytes(),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.tokenId, table.key] }),
    index('idempotency_keys_by_age').on(table.createdAt),
  ],
);

/** For whom a page is. */
export const pageAudience = pgEnum('page_audience', ['everybody', 'signed_in']);

/** A page of the provider's own words: about, privacy, imprint. In Markdown, at `/pages/{slug}`. */
export const pages = pgTable(
  'pages',
  {
    id: id(),
    slug: text().notNull(),
    title: text().notNull(),
    body: text().notNull().default(''),
    audience: pageAudience().notNull().default('everybody'),
    isPublished: boolean().notNull().default(false),
    /** The next wording: seen by admins, live when it is published. Both null: there is none. */
    draftTitle: text(),
    draftBody: text(),
    position: integer().notNull().default(0),
    version: integer().notNull().default(1),
    createdAt: createdAt(),
    updatedAt: createdAt(),
    words: words(sql`text_words(title, body)`),
  },
  (table) => [
    index('pages_by_words').using('gin', table.words),
    uniqueIndex('pages_slug').on(table.slug),
    check('pages_slug_form', sql`slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'`),
  ],
);

/**
 * One row for each statement that changed what anybody may see, written by triggers (migration 0011) in the same
 * transaction: who keeps rendered pages knows by it when they are old. Housekeeping throws old rows away.
 */
export const offerChanges = pgTable('offer_changes', {
  id: bigint({ mode: 'bigint' }).primaryKey().generatedAlwaysAsIdentity(),
  at: createdAt(),
});
