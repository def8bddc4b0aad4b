import { sql } from 'drizzle-orm';
import { bigint, boolean, check, index, integer, pgEnum, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { createdAt, id, words } from './columns';

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
