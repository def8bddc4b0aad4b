import { sql } from 'drizzle-orm';
import {
  type AnyPgColumn,
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
import { createdAt, id, instant } from './columns';
import { gateways } from './gateways';
import { organizations, teams } from './organizations';
import { catalogs, plans, products } from './products';
import { users } from './users';

/** With whom an app is shared: nobody, one team, or the organization. */
export const appVisibility = pgEnum('app_visibility', ['personal', 'team', 'organization']);

/** A team's program; holds requests and credentials. */
export const apps = pgTable(
  'apps',
  {
    id: id(),
    organizationId: uuid()
      .notNull()
      .references(() => organizations.id),
    ownerId: uuid().references(() => users.id, { onDelete: 'set null' }),
    name: text().notNull(),
    description: text().notNull().default(''),
    visibility: appVisibility().notNull(),
    teamId: uuid(),
    /** Deleted for people; the row stays for history and for keys that are still dying. */
    deletedAt: instant(),
    /** Its people confirmed at this moment that app and keys are still needed; they were asked to at the other. */
    confirmedAt: instant(),
    confirmedBy: uuid().references(() => users.id, { onDelete: 'set null' }),
    reviewAskedAt: instant(),
    createdAt: createdAt(),
    updatedAt: createdAt(),
  },
  (table) => [
    unique('apps_id_organization').on(table.id, table.organizationId),
    index('apps_by_organization').on(table.organizationId, table.createdAt),
    index('apps_by_owner').on(table.ownerId, table.createdAt),
    index('apps_by_team').on(table.teamId).concurrently().where(sql`team_id is not null`),
    // The admins' list, the newest first.
    index('apps_by_age').on(table.createdAt, table.id).concurrently().where(sql`deleted_at is null`),
    // The inbox by name (core/inbox/list-inbox.ts).
    index('apps_list_name').on(sql`lower(name) collate "C"`, table.id).concurrently(),
    index('apps_deleted').on(table.createdAt, table.id).concurrently().where(sql`deleted_at is not null`),
    index('apps_review_asked').on(table.createdAt, table.id).concurrently().where(sql`review_asked_at is not null`),
    foreignKey({ columns: [table.teamId, table.organizationId], foreignColumns: [teams.id, teams.organizationId] }),
    check('apps_team_when_team', sql`(visibility = 'team') = (team_id is not null)`),
    check('apps_name_length', sql`char_length(name) between 1 and 120`),
  ],
);

/** How far a request has come; the last four are ends. */
export const accessRequestStatus = pgEnum('access_request_status', [
  'pending',
  'approved',
  'declined',
  'cancelled',
  'fulfilled',
  'withdrawn',
]);
/** Whether people generate and reveal their key here, or get it in a mail. */
export const keyDelivery = pgEnum('key_delivery', ['secure', 'plain']);
/** Who decides, or has decided: the portal by itself, admins, or another system. */
export const decisionMaker = pgEnum('decision_maker', ['auto', 'admin', 'third_party']);

/** An answer to a key-request field, with the question as it was asked. */
export type FieldAnswer = { name: string; label: string; kind: string; value: string };

/** The plan's terms as they stood when the request was submitted. */
export type PlanTerms = {
  slug: string;
  displayName: string;
  limitsPolicyId: string | null;
  rateRequests: number | null;
  ratePerSeconds: number | null;
  quotaRequests: number | null;
  quotaPeriodSeconds: number | null;
  keyLifetimeDays: number | null;
  keyMetadata: Record<string, string>;
  settleSeconds: number | null;
};

/** What a change of plan or products replaced, as it stood when the change was granted. */
export type ReplacedTerms = {
  planId: string | null;
  catalogId: string | null;
  terms: PlanTerms;
  answers: FieldAnswer[];
  products: { productId: string; accessPolicyId: string }[];
  /** When its keys would have ended (ISO 8601), by credential; null for never. */
  expiries: Record<string, string | null>;
};

/**
 * An app's plea for products of one catalog on one plan. Decided once, then history. One that asks to change what
 * another has (`changesRequestId`) makes no key of its own: when it is granted, the terms and products of the other one
 * become its own, and the same key follows.
 */
export const accessRequests = pgTable(
  'access_requests',
  {
    id: id(),
    organizationId: uuid().notNull(),
    appId: uuid().notNull(),
    requestedBy: uuid().references(() => users.id, { onDelete: 'set null' }),
    catalogId: uuid().references(() => catalogs.id, { onDelete: 'set null' }),
    planId: uuid().references(() => plans.id, { onDelete: 'set null' }),
    gatewayId: uuid()
      .notNull()
      .references(() => gateways.id),
    status: accessRequestStatus().notNull().default('pending'),
    terms: jsonb().$type<PlanTerms>().notNull(),
    answers: jsonb().$type<FieldAnswer[]>().notNull().default([]),
    delivery: keyDelivery().notNull(),
    /** One submit of one form makes one request, however often it is sent. */
    submissionKey: text().notNull(),
    decidedVia: decisionMaker(),
    decidedBy: uuid().references(() => users.id, { onDelete: 'set null' }),
    decidedAt: instant(),
    decisionReason: text().notNull().default(''),
    /** Who has to decide it while it is pending: admins, or another system until `thirdPartyUntil`. */
    decider: decisionMaker().notNull().default('admin'),
    thirdPartyUntil: instant(),
    /** The other system took the announcement at this moment; until then why it did not. */
    announcedAt: instant(),
    announceError: text(),
    /** The rule that decided it or sent it to people; its name stays when the rule is gone. */
    ruleId: uuid().references((): AnyPgColumn => approvalRules.id, { onDelete: 'set null' }),
    ruleName: text().notNull().default(''),
    /** The admin who takes care of it. */
    assignedTo: uuid().references(() => users.id, { onDelete: 'set null' }),
    assignedAt: instant(),
    /** Set while the developer owes an answer. */
    informationAskedAt: instant(),
    informationAskedBy: uuid().references(() => users.id, { onDelete: 'set null' }),
    /** The requester reminded those who decide; those who decide were reminded by the clock. */
    nudgedAt: instant(),
    remindedAt: instant(),
    /** The requester was told that the approval will end because nobody generated the key. */
    claimRemindedAt: instant(),
    /** The request whose plan or products this one asks to change. */
    changesRequestId: uuid(),
    replaced: jsonb().$type<ReplacedTerms>(),
    version: integer().notNull().default(1),
    createdAt: createdAt(),
    updatedAt: createdAt(),
  },
  (table) => [
    unique('access_requests_id_app').on(table.id, table.appId, table.organizationId),
    uniqueIndex('access_requests_submission').on(table.requestedBy, table.submissionKey),
    // A team may ask for the same terms twice; only one may wait for an answer.
    uniqueIndex('access_requests_one_pending')
      .on(table.appId, table.catalogId, table.planId)
      .where(sql`status = 'pending' and changes_request_id is null`),
    uniqueIndex('access_requests_one_change')
      .on(table.changesRequestId)
      .where(sql`status in ('pending', 'approved') and changes_request_id is not null`),
    foreignKey({
      columns: [table.changesRequestId],
      foreignColumns: [table.id],
      name: 'access_requests_changes',
    }),
    // What another system was asked and did not answer in time.
    index('access_requests_third_party')
      .on(table.thirdPartyUntil)
      .where(sql`status = 'pending' and decider = 'third_party'`),
    index('access_requests_assigned').on(table.assignedTo, table.createdAt).where(sql`status = 'pending'`),
    // The admins' queue: what waits, oldest first; and the history by when it was decided, newest first.
    index('access_requests_queue').on(table.status, table.createdAt),
    index('access_requests_history')
      .on(sql`coalesce(decided_at, updated_at)`, table.id)
      .where(sql`status <> 'pending'`),
    index('access_requests_by_age').on(table.createdAt, table.id).concurrently(),
    index('access_requests_by_plan').on(sql`(terms ->> 'slug')`, table.createdAt, table.id).concurrently(),
    index('access_requests_by_catalog').on(table.catalogId, table.createdAt, table.id).concurrently(),
    index('access_requests_by_decider')
      .on(table.decider, table.createdAt)
      .concurrently()
      .where(sql`decider <> 'admin'`),
    index('access_requests_by_app').on(table.appId, table.createdAt),
    index('access_requests_by_organization').on(table.organizationId, table.createdAt),
    index('access_requests_by_requester').on(table.requestedBy, table.createdAt),
    // An app that moves into its owner's new organization takes its requests and credentials along.
    foreignKey({
      columns: [table.appId, table.organizationId],
      foreignColumns: [apps.id, apps.organizationId],
    }).onUpdate('cascade'),
    check(
      'access_requests_decided_has_time',
      sql`(status in ('pending', 'cancelled')) or (decided_at is not null and decided_via is not null)`,
    ),
    check('access_requests_declined_has_reason', sql`status <> 'declined' or decision_reason <> ''`),
  ],
);

/** The products that a request asks for, with the access policy as it stood then. */
export const accessRequestProducts = pgTable(
  'access_request_products',
  {
    accessRequestId: uuid()
      .notNull()
      .references(() => accessRequests.id, { onDelete: 'cascade' }),
    productId: uuid()
      .notNull()
      .references(() => products.id),
    accessPolicyId: text().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.accessRequestId, table.productId] }),
    index('access_request_products_by_product').on(table.productId),
  ],
);

/** Who wrote a message of a request: those who decide, or the people of the app. */
export const messageSide = pgEnum('message_side', ['provider', 'developer']);

/** What approver and developer write to each other about a request. */
export const requestMessages = pgTable(
  'request_messages',
  {
    id: id(),
    accessRequestId: uuid()
      .notNull()
      .references(() => accessRequests.id, { onDelete: 'cascade' }),
    authorId: uuid().references(() => users.id, { onDelete: 'set null' }),
    side: messageSide().notNull(),
    /** Plain text. */
    body: text().notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    index('request_messages_by_request').on(table.accessRequestId, table.createdAt),
    check('request_messages_length', sql`char_length(body) between 1 and 4000`),
  ],
);

/**
 * When a rule applies: every part that is set must hold; of a list one entry is enough. To approve, every product of the
 * request must be listed.
 */
export type RuleConditions = {
  planIds?: string[];
  productIds?: string[];
  catalogIds?: string[];
  organizationIds?: string[];
  teamIds?: string[];
  /** The requester's address is in a domain that their organization has proven. */
  hasVerifiedDomain?: boolean;
  /** The requester's address ends with one of these, lower case. */
  emailDomains?: string[];
  isFirstRequest?: boolean;
  /** The organization has had a request approved before. */
  wasApprovedBefore?: boolean;
};

/** What follows from a rule. */
export const ruleOutcome = pgEnum('rule_outcome', ['approve', 'ask_admins', 'ask_third_party']);

/** Who decides which requests: the first active rule that applies, by position; without one the plan and the portal say. */
export const approvalRules = pgTable(
  'approval_rules',
  {
    id: id(),
    name: text().notNull(),
    position: integer().notNull().default(0),
    isActive: boolean().notNull().default(true),
    conditions: jsonb().$type<RuleConditions>().notNull(),
    outcome: ruleOutcome().notNull(),
    version: integer().notNull().default(1),
    createdAt: createdAt(),
    updatedAt: createdAt(),
  },
  (table) => [
    index('approval_rules_in_order').on(table.position, table.id),
    check('approval_rules_name_length', sql`char_length(name) between 1 and 120`),
  ],
);

/** What kept words are for. */
export const reasonKind = pgEnum('reason_kind', ['decline', 'question']);

/** Reasons and questions that approvers use again and again. */
export const decisionReasons = pgTable(
  'decision_reasons',
  {
    id: id(),
    kind: reasonKind().notNull(),
    title: text().notNull(),
    body: text().notNull(),
    createdAt: createdAt(),
    updatedAt: createdAt(),
  },
  (table) => [uniqueIndex('decision_reasons_title').on(table.kind, table.title)],
);

/** A filter of the inbox that an admin keeps: the query of its address. */
export const inboxFilters = pgTable(
  'inbox_filters',
  {
    id: id(),
    userId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    name: text().notNull(),
    query: text().notNull(),
    createdAt: createdAt(),
  },
  (table) => [uniqueIndex('inbox_filters_name').on(table.userId, table.name)],
);
