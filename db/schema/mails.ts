import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgEnum,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { createdAt, id, instant } from './columns';
import { users } from './users';

/** `dropped`: it was no longer true, or not wanted, when its turn came. */
export const mailState = pgEnum('mail_state', ['queued', 'sent', 'failed', 'dropped']);

/** The ledger of mails: what was to be sent, to whom, how it went. Never a body, never a token. */
export const mails = pgTable(
  'mails',
  {
    id: id(),
    message: text().notNull(),
    /** The address is the account's own, read at sending; only mails to strangers (invitations) name it here. */
    toUserId: uuid().references(() => users.id, { onDelete: 'set null' }),
    toAddress: text(),
    /** The row that it is about: request, credential, invitation, organization. */
    subjectId: uuid(),
    /** Facts that cannot be read back later, such as a reason; never a secret. */
    facts: jsonb().$type<Record<string, string>>().notNull().default({}),
    state: mailState().notNull().default('queued'),
    subjectLine: text(),
    attempts: integer().notNull().default(0),
    lastError: text(),
    sentAt: instant(),
    createdAt: createdAt(),
    updatedAt: createdAt(),
  },
  (table) => [
    index('mails_by_time').on(table.createdAt),
    index('mails_by_state').on(table.state, table.createdAt),
    // What became of the mail of this invitation, request or organization.
    index('mails_by_subject').on(table.subjectId, table.createdAt),
    index('mails_by_recipient').on(table.toUserId, table.createdAt).concurrently(),
    index('mails_by_message').on(table.message, table.createdAt).concurrently(),
    index('mails_search').using('gin', sql`${table.subjectLine} gin_trgm_ops`).concurrently(),
    index('mails_to_stranger').using('gin', sql`${table.toAddress} gin_trgm_ops`).concurrently(),
    check('mails_has_recipient', sql`to_user_id is not null or to_address is not null or state <> 'queued'`),
  ],
);

/** An admin's own wording of a message; without a row the built-in one is used. */
export const mailTemplates = pgTable(
  'mail_templates',
  {
    id: id(),
    message: text().notNull(),
    version: integer().notNull(),
    subject: text().notNull(),
    html: text().notNull(),
    text: text().notNull(),
    isLive: boolean().notNull().default(true),
    savedBy: uuid().references(() => users.id, { onDelete: 'set null' }),
    createdAt: createdAt(),
  },
  (table) => [
    uniqueIndex('mail_templates_version').on(table.message, table.version),
    uniqueIndex('mail_templates_one_live').on(table.message).where(sql`is_live`),
  ],
);

/**
 * Which kinds of mail somebody does not want; a kind without a row is wanted. Mails about security cannot be refused.
 */
export const refusedMails = pgTable(
  'refused_mails',
  {
    userId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    topic: text().notNull(),
    createdAt: createdAt(),
  },
  (table) => [primaryKey({ columns: [table.userId, table.topic] })],
);

/** What a person finds under the bell. */
export const notifications = pgTable(
  'notifications',
  {
    id: id(),
    userId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    kind: text().notNull(),
    title: text().notNull(),
    href: text().notNull(),
    readAt: instant(),
    createdAt: createdAt(),
  },
  (table) => [index('notifications_by_user').on(table.userId, table.createdAt)],
);
