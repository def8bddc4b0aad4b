import { sql } from 'drizzle-orm';
import {
  type AnyPgColumn,
  boolean,
  check,
  date,
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
