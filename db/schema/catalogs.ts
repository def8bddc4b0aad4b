import { foreignKey, index, integer, pgEnum, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { createdAt, id } from './columns';
import { organizations, teams } from './organizations';
import { plans } from './plans';
import { products } from './products';
import { users } from './users';

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
