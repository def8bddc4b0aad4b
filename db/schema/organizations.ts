import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  index,
  pgEnum,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { createdAt, id, instant } from './columns';

/** `rejected` and `closed` are ends. */
export const organizationStatus = pgEnum('organization_status', [
  'pending',
  'active',
  'rejected',
  'suspended',
  'closed',
]);

/** A company or business unit; holds teams and developers. One of them is the default organization. */
export const organizations = pgTable(
  'organizations',
  {
    id: id(),
    name: text().notNull(),
    /** The name folded for comparison, so that look-alikes cannot stand side by side. */
    nameKey: text().notNull(),
    status: organizationStatus().notNull().default('active'),
    isDefault: boolean().notNull().default(false),
    /** What the requester wants it for. */
    purpose: text().notNull().default(''),
    /** Users refer to organizations, so this reference is checked in core and not by a foreign key (cycle). */
    requestedBy: uuid(),
    decidedBy: uuid(),
    decidedAt: instant(),
    decisionReason: text().notNull().default(''),
    /** Whether teammates see each other's names only. Super admins see addresses all the same. */
    hidesAddresses: boolean().notNull().default(false),
    /** When its super admins' wish to close it takes effect; null while there is none. */
    closesAt: instant(),
    createdAt: createdAt(),
  },
  (table) => [
    uniqueIndex('organizations_one_default').on(table.isDefault).where(sql`is_default`),
    // A rejected name may be asked for again.
    uniqueIndex('organizations_name').on(table.nameKey).where(sql`status <> 'rejected'`),
    uniqueIndex('organizations_one_pending_per_requester').on(table.requestedBy).where(sql`status = 'pending'`),
    index('organizations_by_status').on(table.status, table.createdAt),
    // The admins' list in its three orders (core/organizations/list-organizations.ts says the same expressions).
    index('organizations_list_waiting')
      .on(sql`(case when status = 'pending' then 1 else 0 end)`, table.id)
      .concurrently(),
    index('organizations_list_by_status')
      .on(table.status, sql`(case when status = 'pending' then 1 else 0 end)`, table.id)
      .concurrently(),
    index('organizations_list_name').on(sql`lower(name) collate "C"`, table.id).concurrently(),
    index('organizations_list_newest').on(table.createdAt, table.id).concurrently(),
    check('organizations_default_is_active', sql`not is_default or status = 'active'`),
    check('organizations_name_length', sql`char_length(name) between 1 and 120`),
  ],
);

/** A group inside one organization: its members see the same catalogs and may share apps. */
export const teams = pgTable(
  'teams',
  {
    id: id(),
    organizationId: uuid()
      .notNull()
      .references(() => organizations.id),
    name: text().notNull(),
    isDefault: boolean().notNull().default(false),
    createdAt: createdAt(),
  },
  (table) => [
    unique('teams_id_organization').on(table.id, table.organizationId),
    uniqueIndex('teams_one_default').on(table.organizationId).where(sql`is_default`),
    uniqueIndex('teams_name').on(table.organizationId, sql`lower(name)`),
    index('teams_by_age').on(table.createdAt, table.id).concurrently(),
    index('teams_search').using('gin', sql`${table.name} gin_trgm_ops`).concurrently(),
    check('teams_name_length', sql`char_length(name) between 1 and 120`),
  ],
);

/** An email domain that a portal admin has checked to be the organization's: its people are offered to join. */
export const organizationDomains = pgTable(
  'organization_domains',
  {
    /** Lower case, in ASCII (punycode): `acme.com`. */
    domain: text().primaryKey(),
    organizationId: uuid()
      .notNull()
      .references(() => organizations.id, { onDelete: 'cascade' }),
    createdAt: createdAt(),
  },
  (table) => [index('organization_domains_by_organization').on(table.organizationId)],
);

/** What a contact is asked about. */
export const contactKind = pgEnum('contact_kind', ['security', 'billing', 'technical']);

/** Whom to write to about an organization's security, bills or technology, beside its super admins. */
export const organizationContacts = pgTable(
  'organization_contacts',
  {
    organizationId: uuid()
      .notNull()
      .references(() => organizations.id, { onDelete: 'cascade' }),
    kind: contactKind().notNull(),
    name: text().notNull(),
    email: text().notNull(),
    updatedAt: createdAt(),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.kind] })],
);
