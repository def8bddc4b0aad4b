import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  foreignKey,
  index,
  integer,
  pgEnum,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { bytes, createdAt, id, instant } from './columns';
import { organizations, teams } from './organizations';
import { organizationRole, users } from './users';

/** Answered once; the last three are ends. */
export const invitationStatus = pgEnum('invitation_status', ['pending', 'accepted', 'withdrawn', 'declined']);

/** A place in an organization kept for one email address. Its link is a one-time token of purpose `invitation`. */
export const invitations = pgTable(
  'invitations',
  {
    id: id(),
    organizationId: uuid()
      .notNull()
      .references(() => organizations.id, { onDelete: 'cascade' }),
    email: text().notNull(),
    firstName: text().notNull(),
    lastName: text().notNull(),
    role: organizationRole().notNull(),
    status: invitationStatus().notNull().default('pending'),
    /** The account that a portal admin made for the invited person; its own organization, role and teams count then. */
    userId: uuid().references(() => users.id, { onDelete: 'cascade' }),
    invitedBy: uuid().references(() => users.id, { onDelete: 'set null' }),
    acceptedBy: uuid().references(() => users.id, { onDelete: 'set null' }),
    acceptedAt: instant(),
    expiresAt: instant().notNull(),
    sentAt: instant(),
    createdAt: createdAt(),
  },
  (table) => [
    unique('invitations_id_organization').on(table.id, table.organizationId),
    uniqueIndex('invitations_one_pending').on(table.organizationId, table.email).where(sql`status = 'pending'`),
    uniqueIndex('invitations_one_pending_per_user').on(table.userId).where(sql`status = 'pending'`),
    index('invitations_by_email').on(table.email),
    index('invitations_by_organization').on(table.organizationId, table.createdAt),
    check('invitations_accepted_has_time', sql`(status = 'accepted') = (accepted_at is not null)`),
  ],
);

/** The teams that an invited person joins. */
export const invitationTeams = pgTable(
  'invitation_teams',
  { invitationId: uuid().notNull(), teamId: uuid().notNull(), organizationId: uuid().notNull() },
  (table) => [
    primaryKey({ columns: [table.invitationId, table.teamId] }),
    foreignKey({
      columns: [table.invitationId, table.organizationId],
      foreignColumns: [invitations.id, invitations.organizationId],
    }).onDelete('cascade'),
    foreignKey({
      columns: [table.teamId, table.organizationId],
      foreignColumns: [teams.id, teams.organizationId],
    }).onDelete('cascade'),
  ],
);

/** A code that lets its holders join one team: limited uses, expires. */
export const inviteCodes = pgTable(
  'invite_codes',
  {
    id: id(),
    /** Keyed digest for look-up; the sealed code is only for admins to copy. */
    codeDigest: bytes().notNull(),
    codeSealed: bytes().notNull(),
    organizationId: uuid().notNull(),
    teamId: uuid().notNull(),
    quota: integer().notNull(),
    used: integer().notNull().default(0),
    expiresAt: instant(),
    isActive: boolean().notNull().default(true),
    createdBy: uuid().references(() => users.id, { onDelete: 'set null' }),
    note: text().notNull().default(''),
    createdAt: createdAt(),
  },
  (table) => [
    uniqueIndex('invite_codes_digest').on(table.codeDigest),
    index('invite_codes_by_created').on(table.createdAt),
    foreignKey({
      columns: [table.teamId, table.organizationId],
      foreignColumns: [teams.id, teams.organizationId],
    }).onDelete('cascade'),
    // The last word on the quota: however many register at once, the database refuses the one too many.
    check('invite_codes_quota', sql`quota > 0 and used between 0 and quota`),
  ],
);

/** Who used which code; `used` of the code is the number of these rows that were not given back. */
export const inviteCodeRedemptions = pgTable(
  'invite_code_redemptions',
  {
    inviteCodeId: uuid()
      .notNull()
      .references(() => inviteCodes.id, { onDelete: 'cascade' }),
    userId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    createdAt: createdAt(),
    givenBackAt: instant(),
  },
  (table) => [primaryKey({ columns: [table.inviteCodeId, table.userId] })],
);

/** Answered once; the last three are ends. */
export const joinRequestStatus = pgEnum('join_request_status', ['pending', 'accepted', 'declined', 'withdrawn']);

/** Somebody of the default organization, whose address has an organization's domain, asks to be let in. */
export const joinRequests = pgTable(
  'join_requests',
  {
    id: id(),
    organizationId: uuid()
      .notNull()
      .references(() => organizations.id, { onDelete: 'cascade' }),
    userId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    status: joinRequestStatus().notNull().default('pending'),
    decidedBy: uuid().references(() => users.id, { onDelete: 'set null' }),
    decidedAt: instant(),
    createdAt: createdAt(),
  },
  (table) => [
    uniqueIndex('join_requests_one_pending').on(table.userId).where(sql`status = 'pending'`),
    index('join_requests_by_organization').on(table.organizationId, table.createdAt),
  ],
);
