import { sql } from 'drizzle-orm';
import {
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
    createdAt: createdAt(),
    updatedAt: createdAt(),
  },
  (table) => [
    unique('apps_id_organization').on(table.id, table.organizationId),
    index('apps_by_organization').on(table.organizationId, table.createdAt),
    index('apps_by_owner').on(table.ownerId, table.createdAt),
    foreignKey({ columns: [table.teamId, table.organizationId], foreignColumns: [teams.id, teams.organizationId] }),
    check('apps_team_when_team', sql`(visibility = 'team') = (team_id is not null)`),
    check('apps_name_length', sql`char_length(name) between 1 and 120`),
  ],
);

export const accessRequestStatus = pgEnum('access_request_status', [
  'pending',
  'approved',
  'declined',
  'cancelled',
  'fulfilled',
  'withdrawn',
]);
export const keyDelivery = pgEnum('key_delivery', ['secure', 'plain']);
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

/** An app's plea for products of one catalog on one plan. Decided once, then history. */
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
      .where(sql`status = 'pending'`),
    // The admins' queue: what waits, oldest first; and the history, newest first.
    index('access_requests_queue').on(table.status, table.createdAt),
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
