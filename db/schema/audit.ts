import { sql } from 'drizzle-orm';
import { bigint, index, jsonb, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { bytes, createdAt, id } from './columns';

/** What happened, to what, by whom. Written with the change, never edited: a trigger refuses UPDATE and DELETE. */
export const auditEvents = pgTable(
  'audit_events',
  {
    id: id(),
    at: createdAt(),
    event: text().notNull(),
    /** `developer`, `admin`, `anonymous`, `system`, `token`. */
    actorKind: text().notNull(),
    actorId: uuid(),
    actorLabel: text().notNull(),
    subjectKind: text().notNull(),
    subjectId: uuid(),
    organizationId: uuid(),
    /** Facts that explain the event; never a secret. */
    detail: jsonb().$type<Record<string, unknown>>().notNull().default({}),
    ip: text().notNull().default(''),
    requestId: text().notNull().default(''),
  },
  (table) => [
    index('audit_events_by_time').on(table.at, table.id),
    // An id is of one thing only, so its kind adds nothing.
    index('audit_events_by_subject').on(table.subjectId, table.at),
    index('audit_events_by_kind').on(table.subjectKind, table.at),
    index('audit_events_by_actor').on(table.actorId, table.at),
    index('audit_events_by_organization').on(table.organizationId, table.at),
    index('audit_events_by_event').on(table.event, table.at),
    index('audit_events_by_ip').on(table.ip, table.at),
    // Words of who it was, of whom the log alone may still know the name.
    index('audit_events_by_actor_words').using('gin', sql`${table.actorLabel} gin_trgm_ops`),
  ],
);

/**
 * The chain over the audit log: each hash is made of the one before and of one event, in the order in which they were
 * sealed. Append-only by trigger. No foreign key, so that an event that is gone leaves its seal behind.
 */
export const auditSeals = pgTable(
  'audit_seals',
  {
    position: bigint({ mode: 'number' }).primaryKey(),
    auditEventId: uuid().notNull(),
    hash: bytes().notNull(),
    sealedAt: createdAt(),
  },
  (table) => [uniqueIndex('audit_seals_event').on(table.auditEventId)],
);
