import { bigint, boolean, index, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { bytes, createdAt, id, instant } from './columns';
import { users } from './users';

/** The secret of somebody's authenticator app (RFC 6238). It counts as a factor once a first code confirmed it. */
export const totpFactors = pgTable('totp_factors', {
  userId: uuid()
    .primaryKey()
    .references(() => users.id, { onDelete: 'cascade' }),
  secretSealed: bytes().notNull(),
  confirmedAt: instant(),
  /** The time step of the last code that was taken: no code counts twice. */
  lastStep: bigint({ mode: 'number' }).notNull().default(0),
  createdAt: createdAt(),
});

/** Codes for the day when the authenticator is lost; each works once. */
export const recoveryCodes = pgTable(
  'recovery_codes',
  {
    userId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    hash: bytes().notNull(),
    usedAt: instant(),
    createdAt: createdAt(),
  },
  (table) => [primaryKey({ columns: [table.userId, table.hash] })],
);

/** A WebAuthn credential (https://www.w3.org/TR/webauthn-3/): signs in by itself, password and second factor in one. */
export const passkeys = pgTable(
  'passkeys',
  {
    id: id(),
    userId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    /** The authenticator's own id, base64url. */
    credentialId: text().notNull(),
    publicKey: bytes().notNull(),
    counter: bigint({ mode: 'number' }).notNull().default(0),
    transports: text().array().notNull(),
    name: text().notNull(),
    isBackedUp: boolean().notNull().default(false),
    lastUsedAt: instant(),
    createdAt: createdAt(),
  },
  (table) => [
    uniqueIndex('passkeys_credential').on(table.credentialId),
    index('passkeys_by_user').on(table.userId, table.createdAt),
  ],
);

/**
 * An address that somebody wants instead of theirs. Its link is a one-time token about this row: a newer wish has a new
 * id.
 */
export const addressChanges = pgTable(
  'address_changes',
  {
    id: id(),
    userId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    newEmail: text().notNull(),
    createdAt: createdAt(),
  },
  (table) => [uniqueIndex('address_changes_one_per_user').on(table.userId)],
);

/** A challenge that a browser has to sign; works once, for minutes. */
export const passkeyChallenges = pgTable(
  'passkey_challenges',
  {
    id: id(),
    challenge: text().notNull(),
    /** Who registers or proves again; null while somebody signs in. */
    userId: uuid().references(() => users.id, { onDelete: 'cascade' }),
    expiresAt: instant().notNull(),
    usedAt: instant(),
  },
  (table) => [index('passkey_challenges_by_expiry').on(table.expiresAt)],
);
