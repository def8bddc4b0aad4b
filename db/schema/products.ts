import { sql } from 'drizzle-orm';
import {
  type AnyPgColumn,
  boolean,
  check,
  date,
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
import { bytes, createdAt, id, instant, words } from './columns';
import { gateways } from './gateways';
import { organizations, teams } from './organizations';
import { users } from './users';

/** The lifecycle of a product; what is `retired` can be published again. */
export const productState = pgEnum('product_state', ['draft', 'published', 'deprecated', 'retired']);

/** A question of a form: sign-up, or key request ("reasoning"). */
export type FormField = {
  name: string;
  label: string;
  kind: 'text' | 'long_text' | 'number' | 'choice' | 'yes_no' | 'url';
  required: boolean;
  help?: string;
  choices?: string[];
  /** A regular expression that the whole answer must match (`text` only), and what to say when it does not. */
  pattern?: string;
  patternHelp?: string;
  /** Bounds of a `number`. */
  min?: number;
  max?: number;
  /** Sign-up fields: seen and filled in by portal admins only. */
  adminsOnly?: boolean;
  /** Sign-up fields: left out of the metadata of keys. */
  notInKeys?: boolean;
};

/** What can be asked for; bundles APIs. Without a gateway it is documentation only. */
export const products = pgTable(
  'products',
  {
    id: id(),
    slug: text().notNull(),
    displayName: text().notNull(),
    summary: text().notNull().default(''),
    /** Markdown, sanitised when it is shown. */
    description: text().notNull().default(''),
    logoImageId: uuid().references((): AnyPgColumn => images.id, { onDelete: 'set null' }),
    tags: text().array().notNull().default(sql`'{}'::text[]`),
    isFeatured: boolean().notNull().default(false),
    state: productState().notNull().default('draft'),
    sunsetOn: date(),
    /** What those who use a deprecated product should do instead; Markdown. */
    deprecationNote: text().notNull().default(''),
    publishedAt: instant(),
    gatewayId: uuid().references(() => gateways.id),
    /** The gateway policy that opens its APIs. */
    accessPolicyId: text(),
    /** The portal keeps that policy at the gateway as this row says, and nobody else edits it. */
    ownsPolicy: boolean().notNull().default(false),
    /** Why the gateway's policy is not yet as this row says; null when it is, or when it is not the portal's. */
    policyProblem: text(),
    requestFields: jsonb().$type<FormField[]>().notNull().default([]),
    version: integer().notNull().default(1),
    createdAt: createdAt(),
    updatedAt: createdAt(),
    words: words(sql`product_words(display_name, summary, tags, description)`),
  },
  (table) => [
    index('products_by_words').using('gin', table.words),
    uniqueIndex('products_slug').on(table.slug),
    index('products_by_state').on(table.state, table.displayName),
    check('products_slug_form', sql`slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'`),
    check('products_gateway_has_policy', sql`(gateway_id is null) = (access_policy_id is null)`),
    check('products_sunset_when_deprecated', sql`sunset_on is null or state in ('deprecated', 'retired')`),
  ],
);

/** One API of a product: where it listens, and its documents. */
export const productApis = pgTable(
  'product_apis',
  {
    id: id(),
    productId: uuid()
      .notNull()
      .references(() => products.id, { onDelete: 'cascade' }),
    slug: text().notNull(),
    name: text().notNull(),
    gatewayApiId: text(),
    listenPath: text(),
    position: integer().notNull().default(0),
  },
  (table) => [unique('product_apis_slug').on(table.productId, table.slug)],
);

/** Of a version of a document: one of an API is `live`. */
export const documentState = pgEnum('document_state', ['processing', 'live', 'superseded', 'failed']);

/** One version of an API's OpenAPI document. The old one stays live until the new one is good. */
export const apiDocuments = pgTable(
  'api_documents',
  {
    id: id(),
    productApiId: uuid()
      .notNull()
      .references(() => productApis.id, { onDelete: 'cascade' }),
    version: integer().notNull(),
    state: documentState().notNull().default('processing'),
    /** As it was given: JSON or YAML. */
    source: text().notNull(),
    sourceSha256: text().notNull(),
    /** Where it was fetched from; null when it was uploaded. */
    sourceUrl: text(),
    /** `2.0`, `3.0`, `3.1`. */
    openapi: text(),
    title: text(),
    /** info, servers, security schemes, tags: what every page of the reference needs. */
    overview: jsonb().$type<Record<string, unknown>>(),
    report: jsonb().$type<{ line?: number; pointer: string; message: string }[]>().notNull().default([]),
    createdAt: createdAt(),
    liveAt: instant(),
  },
  (table) => [
    unique('api_documents_version').on(table.productApiId, table.version),
    uniqueIndex('api_documents_one_live').on(table.productApiId).where(sql`state = 'live'`),
  ],
);

/** One operation, ready to show: a page reads one row, however large the document is. */
export const apiOperations = pgTable(
  'api_operations',
  {
    id: id(),
    documentId: uuid()
      .notNull()
      .references(() => apiDocuments.id, { onDelete: 'cascade' }),
    /** The operationId, made safe and unique for a URL. */
    slug: text().notNull(),
    method: text().notNull(),
    path: text().notNull(),
    summary: text().notNull().default(''),
    tag: text().notNull().default(''),
    isDeprecated: boolean().notNull().default(false),
    position: integer().notNull(),
    /** Parameters, body, responses with their schemas resolved. */
    content: jsonb().$type<Record<string, unknown>>().notNull(),
    words: words(sql`operation_words(method, path, summary, slug)`),
  },
  (table) => [
    index('api_operations_by_words').using('gin', table.words),
    unique('api_operations_slug').on(table.documentId, table.slug),
    index('api_operations_by_position').on(table.documentId, table.position),
  ],
);

/**
 * A named schema of a document, for the operations that only name it: too large, too deep or circular for their page.
 */
export const apiSchemas = pgTable(
  'api_schemas',
  {
    documentId: uuid()
      .notNull()
      .references(() => apiDocuments.id, { onDelete: 'cascade' }),
    name: text().notNull(),
    content: jsonb().$type<Record<string, unknown>>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.documentId, table.name] })],
);

/** A getting-started page of a product, in Markdown. */
export const productGuides = pgTable(
  'product_guides',
  {
    id: id(),
    productId: uuid()
      .notNull()
      .references(() => products.id, { onDelete: 'cascade' }),
    slug: text().notNull(),
    title: text().notNull(),
    body: text().notNull(),
    position: integer().notNull().default(0),
    updatedAt: createdAt(),
    words: words(sql`text_words(title, body)`),
  },
  (table) => [
    index('product_guides_by_words').using('gin', table.words),
    unique('product_guides_slug').on(table.productId, table.slug),
  ],
);

/**
 * A picture of a product or of its guides; one without a product belongs to the portal itself (its logo, its pages).
 * Who may not see the product may not see its pictures.
 */
export const images = pgTable(
  'images',
  {
    id: id(),
    productId: uuid().references((): AnyPgColumn => products.id, { onDelete: 'cascade' }),
    name: text().notNull(),
    /** `image/png`, `image/jpeg`, `image/webp` or `image/gif`: found out from the bytes, never believed. */
    contentType: text().notNull(),
    data: bytes().notNull(),
    sha256: text().notNull(),
    width: integer().notNull(),
    height: integer().notNull(),
    createdAt: createdAt(),
  },
  (table) => [index('images_by_product').on(table.productId, table.createdAt)],
);

/** Who wants to hear of a product's changes. */
export const productWatchers = pgTable(
  'product_watchers',
  {
    userId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    productId: uuid()
      .notNull()
      .references(() => products.id, { onDelete: 'cascade' }),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.userId, table.productId] }),
    index('product_watchers_by_product').on(table.productId, table.userId),
  ],
);

/** What holders of keys and watchers are told of a product. */
export const announcementKind = pgEnum('announcement_kind', ['change', 'deprecated', 'retired']);

/** News of a product on their way to those who hold keys for it or watch it; told in the order of their ids. */
export const productAnnouncements = pgTable(
  'product_announcements',
  {
    id: id(),
    productId: uuid()
      .notNull()
      .references(() => products.id, { onDelete: 'cascade' }),
    kind: announcementKind().notNull(),
    changeId: uuid().references((): AnyPgColumn => productChanges.id, { onDelete: 'cascade' }),
    /** The last person who was told, so that a job which died goes on after them. */
    toldUpTo: uuid(),
    told: integer().notNull().default(0),
    doneAt: instant(),
    createdAt: createdAt(),
  },
  (table) => [index('product_announcements_by_product').on(table.productId, table.createdAt)],
);

/** A changelog entry of a product. */
export const productChanges = pgTable(
  'product_changes',
  {
    id: id(),
    productId: uuid()
      .notNull()
      .references(() => products.id, { onDelete: 'cascade' }),
    title: text().notNull(),
    body: text().notNull().default(''),
    publishedOn: date().notNull(),
  },
  (table) => [index('product_changes_by_product').on(table.productId, table.publishedOn)],
);

/** The terms that products are offered on. Copied onto a request when it is submitted: editing rewrites no history. */
export const plans = pgTable(
  'plans',
  {
    id: id(),
    slug: text().notNull(),
    displayName: text().notNull(),
    description: text().notNull().default(''),
    gatewayId: uuid().references(() => gateways.id),
    /** The gateway policy that sets rate and quota. */
    limitsPolicyId: text(),
    /** The portal keeps that policy at the gateway as this row says, and nobody else edits it. */
    ownsPolicy: boolean().notNull().default(false),
    /** Why the gateway's policy is not yet as this row says; null when it is, or when it is not the portal's. */
    policyProblem: text(),
    /** Requests per `ratePerSeconds`; both null is no limit. Shown; the gateway's policy enforces. */
    rateRequests: integer(),
    ratePerSeconds: integer(),
    /** Requests per `quotaPeriodSeconds`; both null is no quota. */
    quotaRequests: integer(),
    quotaPeriodSeconds: integer(),
    /** Keys die this long after they were made; null is never. */
    keyLifetimeDays: integer(),
    autoApprove: boolean().notNull().default(false),
    /** Who decides where it is not approved by itself: `admin` or `third_party`; null: as the portal's settings say. */
    decidedBy: text().$type<'admin' | 'third_party'>(),
    /** How many requests an organization may make per period; null is no limit. */
    requestAllowance: integer(),
    allowancePeriodDays: integer(),
    keyMetadata: jsonb().$type<Record<string, string>>().notNull().default({}),
    /**
     * The longest call that its APIs allow: how long a write must be watched (provisioning.md 0.3). Null: the portal's
     * setting.
     */
    settleSeconds: integer(),
    isArchived: boolean().notNull().default(false),
    version: integer().notNull().default(1),
    createdAt: createdAt(),
    updatedAt: createdAt(),
  },
  (table) => [
    uniqueIndex('plans_slug').on(table.slug),
    check(
      'plans_rate_pair',
      sql`(rate_requests is null) = (rate_per_seconds is null) and coalesce(rate_requests, 1) > 0 and coalesce(rate_per_seconds, 1) > 0`,
    ),
    check(
      'plans_quota_pair',
      sql`(quota_requests is null) = (quota_period_seconds is null) and coalesce(quota_requests, 1) > 0 and coalesce(quota_period_seconds, 1) > 0`,
    ),
    check(
      'plans_allowance_pair',
      sql`(request_allowance is null) = (allowance_period_days is null) and coalesce(request_allowance, 1) > 0 and coalesce(allowance_period_days, 1) > 0`,
    ),
    check('plans_decided_by', sql`decided_by in ('admin', 'third_party')`),
    check('plans_lifetime', sql`key_lifetime_days is null or key_lifetime_days between 1 and 3650`),
    check('plans_gateway_has_policy', sql`(gateway_id is null) = (limits_policy_id is null)`),
  ],
);

/** For everybody, for every developer, or for its audience alone. */
export const catalogVisibility = pgEnum('catalog_visibility', ['public', 'internal', 'private']);

/** Which products, on which plans, somebody may see. */
export const catalogs = pgTable(
  'catalogs',
  {
    id: id(),
    slug: text().notNull(),
    displayName: text().notNull(),
    description: text().notNull().default(''),
    visibility: catalogVisibility().notNull(),
    position: integer().notNull().default(0),
    version: integer().notNull().default(1),
    createdAt: createdAt(),
    updatedAt: createdAt(),
  },
  (table) => [uniqueIndex('catalogs_slug').on(table.slug)],
);

/** Which products stand in a catalog, and in which order. */
export const catalogProducts = pgTable(
  'catalog_products',
  {
    catalogId: uuid()
      .notNull()
      .references(() => catalogs.id, { onDelete: 'cascade' }),
    productId: uuid()
      .notNull()
      .references(() => products.id, { onDelete: 'cascade' }),
    position: integer().notNull().default(0),
  },
  (table) => [
    primaryKey({ columns: [table.catalogId, table.productId] }),
    index('catalog_products_by_product').on(table.productId),
  ],
);

/** Which plans a catalog offers, and in which order. */
export const catalogPlans = pgTable(
  'catalog_plans',
  {
    catalogId: uuid()
      .notNull()
      .references(() => catalogs.id, { onDelete: 'cascade' }),
    planId: uuid()
      .notNull()
      .references(() => plans.id, { onDelete: 'cascade' }),
    position: integer().notNull().default(0),
  },
  (table) => [
    primaryKey({ columns: [table.catalogId, table.planId] }),
    index('catalog_plans_by_plan').on(table.planId),
  ],
);

/** The organizations that a private catalog is for. */
export const catalogOrganizations = pgTable(
  'catalog_organizations',
  {
    catalogId: uuid()
      .notNull()
      .references(() => catalogs.id, { onDelete: 'cascade' }),
    organizationId: uuid()
      .notNull()
      .references(() => organizations.id, { onDelete: 'cascade' }),
  },
  (table) => [
    primaryKey({ columns: [table.catalogId, table.organizationId] }),
    index('catalog_organizations_by_organization').on(table.organizationId),
  ],
);

/** The single teams that a private catalog is for. */
export const catalogTeams = pgTable(
  'catalog_teams',
  {
    catalogId: uuid()
      .notNull()
      .references(() => catalogs.id, { onDelete: 'cascade' }),
    teamId: uuid()
      .notNull()
      .references(() => teams.id, { onDelete: 'cascade' }),
  },
  (table) => [
    primaryKey({ columns: [table.catalogId, table.teamId] }),
    index('catalog_teams_by_team').on(table.teamId),
  ],
);

/** What a developer is about to ask for; survives logout. A product that leaves the catalog leaves every cart. */
export const cartItems = pgTable(
  'cart_items',
  {
    userId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    catalogId: uuid().notNull(),
    productId: uuid().notNull(),
    addedAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.userId, table.catalogId, table.productId] }),
    foreignKey({
      columns: [table.catalogId, table.productId],
      foreignColumns: [catalogProducts.catalogId, catalogProducts.productId],
    }).onDelete('cascade'),
  ],
);

/** The products whose requests an approver decides; one without any decides all. */
export const approverProducts = pgTable(
  'approver_products',
  {
    userId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    productId: uuid()
      .notNull()
      .references(() => products.id, { onDelete: 'cascade' }),
  },
  (table) => [primaryKey({ columns: [table.userId, table.productId] })],
);
