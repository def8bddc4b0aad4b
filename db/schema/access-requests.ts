import { sql } from 'drizzle-orm';
import {
  type AnyPgColumn,
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
import { approvalRules } from './approval-rules';
import { apps } from './apps';
import { catalogs } from './catalogs';
import { createdAt, id, instant } from './columns';
import { gateways } from './gateways';
import { plans } from './plans';
import { products } from './products';
import { users } from './users';

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
