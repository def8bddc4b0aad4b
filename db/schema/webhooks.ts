import { sql } from 'drizzle-orm';
import { boolean, check, index, integer, pgEnum, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { auditEvents } from './audit';
import { bytes, createdAt, id, instant } from './columns';
import { users } from './users';

/** Where programs hear of events: an address, what it is told of, and the secret that both sides sign and check with. */
export const webhookEndpoints = pgTable(
  'webhook_endpoints',
  {
    id: id(),
    name: text().notNull().default(''),
    url: text().notNull(),
    secretSealed: bytes().notNull(),
    /** After a change of the secret both sign until then, so that nobody misses a message. */
    previousSecretSealed: bytes(),
    previousSecretUntil: instant(),
    /** Names of events, or `*` alone for all that are told. */
    events: text().array().notNull(),
    reachesPrivate: boolean().notNull().default(false),
    /** Switched off by an admin: nothing is kept for it. */
    isActive: boolean().notNull().default(true),
    /** Paused by the portal after long failure: what happens is kept, and sent when an admin resumes it. */
    pausedAt: instant(),
    /** Since when nothing was taken; null while the last attempt succeeded. */
    failingSince: instant(),
    version: integer().notNull().default(1),
    createdBy: uuid().references(() => users.id, { onDelete: 'set null' }),
    createdAt: createdAt(),
    updatedAt: createdAt(),
  },
  () => [
    check('webhook_endpoints_events', sql`cardinality(events) > 0`),
    check('webhook_endpoints_previous_secret', sql`(previous_secret_sealed is null) = (previous_secret_until is null)`),
  ],
);

/** `failed`: given up, after the last attempt or because the webhook was switched off. */
export const deliveryState = pgEnum('delivery_state', ['pending', 'delivered', 'failed']);

/** One event for one endpoint, tried until it is taken. Written in the transaction of what happened. */
export const webhookDeliveries = pgTable(
  'webhook_deliveries',
  {
    id: id(),
    endpointId: uuid()
      .notNull()
      .references(() => webhookEndpoints.id, { onDelete: 'cascade' }),
    /** Null for a test. */
    auditEventId: uuid().references(() => auditEvents.id),
    event: text().notNull(),
    /** What is sent, to the letter, with each attempt. */
    body: text().notNull(),
    state: deliveryState().notNull().default('pending'),
    /** Since it was made or sent again. */
    attempts: integer().notNull().default(0),
    nextAttemptAt: instant(),
    responseStatus: integer(),
    lastError: text(),
    deliveredAt: instant(),
    createdAt: createdAt(),
    updatedAt: createdAt(),
  },
  (table) => [
    // An endpoint is told of an event once.
    uniqueIndex('webhook_deliveries_once').on(table.endpointId, table.auditEventId),
    index('webhook_deliveries_by_endpoint').on(table.endpointId, table.createdAt, table.id),
    index('webhook_deliveries_by_state').on(table.endpointId, table.state, table.createdAt),
    index('webhook_deliveries_by_age').on(table.createdAt),
    check('webhook_deliveries_delivered_has_time', sql`(state = 'delivered') = (delivered_at is not null)`),
  ],
);

/** One call of an endpoint, and what it answered. */
export const webhookAttempts = pgTable(
  'webhook_attempts',
  {
    id: id(),
    deliveryId: uuid()
      .notNull()
      .references(() => webhookDeliveries.id, { onDelete: 'cascade' }),
    at: createdAt(),
    /** Null where nothing was answered. */
    status: integer(),
    ms: integer(),
    /** Why it did not count as taken, as a sentence for admins. */
    error: text(),
    /** The beginning of what was answered. */
    answer: text().notNull().default(''),
  },
  (table) => [index('webhook_attempts_by_delivery').on(table.deliveryId, table.at)],
);
