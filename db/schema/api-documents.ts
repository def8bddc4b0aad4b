import { sql } from 'drizzle-orm';
import {
  boolean,
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
import { createdAt, id, instant, words } from './columns';
import { productApis } from './products';

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
