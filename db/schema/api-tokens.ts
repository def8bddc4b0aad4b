import { index, integer, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { bytes, createdAt, id, instant } from './columns';
import { users } from './users';

/** A person's token: an admin's for the REST API, anybody's for their agents. Shown once, stored as a hash. */
export const apiTokens = pgTable(
  'api_tokens',
  {
    id: id(),
    userId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    name: text().notNull(),
    hash: bytes().notNull(),
    lastFour: text().notNull(),
    scopes: text().array().notNull(),
    expiresAt: instant(),
    lastUsedAt: instant(),
    revokedAt: instant(),
    createdAt: createdAt(),
  },
  (table) => [uniqueIndex('api_tokens_hash').on(table.hash), index('api_tokens_by_user').on(table.userId)],
);

/** What a POST with an Idempotency-Key was answered, so that the same one is answered the same. */
export const idempotencyKeys = pgTable(
  'idempotency_keys',
  {
    tokenId: uuid()
      .notNull()
      .references(() => apiTokens.id, { onDelete: 'cascade' }),
    key: text().notNull(),
    /** Digest of method, path and body: the same key with another request is refused. */
    requestDigest: bytes().notNull(),
    /** Null while the first one is under way. */
    status: integer(),
    /** Sealed: an answer may hold what is shown once. */
    bodySealed: bytes(),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.tokenId, table.key] }),
    index('idempotency_keys_by_age').on(table.createdAt),
  ],
);
