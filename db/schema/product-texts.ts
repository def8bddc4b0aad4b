import { sql } from 'drizzle-orm';
import {
  type AnyPgColumn,
  date,
  index,
  integer,
  pgEnum,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import { createdAt, id, instant, words } from './columns';
import { products } from './products';
import { users } from './users';

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
