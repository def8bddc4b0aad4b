import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
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

/** Somebody is one or the other, for ever. */
export const userKind = pgEnum('user_kind', ['developer', 'admin']);
/** Only `active` people may use the portal. */
export const userStatus = pgEnum('user_status', ['unverified', 'pending', 'active', 'inactive']);
/** What a developer is in the organization. */
export const organizationRole = pgEnum('organization_role', ['super_admin', 'team_member']);
/** What an admin may do stands in core/policy.ts. */
export const adminRole = pgEnum('admin_role', ['owner', 'admin', 'approver', 'auditor']);

/** Who stands in the admins' list: developers whose accounts were not deleted. */
const isListed = sql`kind = 'developer' and deleted_at is null`;

/** A person with an account: a developer of exactly one organization, or a portal admin of none. */
export const users = pgTable(
  'users',
  {
    id: id(),
    kind: userKind().notNull(),
    /** Canonical form (core/identity/email-address.ts), so that one address is one account. */
    email: text().notNull(),
    firstName: text().notNull(),
    lastName: text().notNull(),
    /** argon2id; null for people who only sign in elsewhere or were not yet asked for one. */
    passwordHash: text(),
    mustChangePassword: boolean().notNull().default(false),
    status: userStatus().notNull(),
    emailVerifiedAt: instant(),
    termsAcceptedAt: instant(),
    organizationId: uuid().references(() => organizations.id),
    organizationRole: organizationRole(),
    adminRole: adminRole(),
    /** The subject at the OpenID provider, once it was seen. */
    oidcSubject: text(),
    /** Answers to the sign-up fields, by field name. */
    signUpValues: jsonb().$type<Record<string, string>>().notNull().default({}),
    /** A deleted account: nothing of the person is left in it, but history and dying keys may still refer to it. */
    deletedAt: instant(),
    version: integer().notNull().default(1),
    lastSeenAt: instant(),
    createdAt: createdAt(),
    updatedAt: createdAt(),
  },
  (table) => [
    uniqueIndex('users_email').on(table.email),
    uniqueIndex('users_oidc_subject').on(table.oidcSubject),
    unique('users_id_organization').on(table.id, table.organizationId),
    index('users_by_organization').on(table.organizationId, table.createdAt),
    index('users_by_status').on(table.kind, table.status, table.createdAt),
    // The admins' list in its four orders (core/members/list-users.ts says the same expressions): a page is a short
    // walk along one of them, however many developers there are.
    index('users_list_waiting').on(sql`(case when status = 'pending' then 1 else 0 end)`, table.id).where(isListed),
    index('users_list_by_status')
      .on(table.status, sql`(case when status = 'pending' then 1 else 0 end)`, table.id)
      .concurrently()
      .where(isListed),
    index('users_list_name').on(sql`lower(first_name || ' ' || last_name)`, table.id).where(isListed),
    index('users_list_registered').on(table.createdAt, table.id).where(isListed),
    index('users_list_seen').on(sql`coalesce(last_seen_at, timestamptz 'epoch')`, table.id).where(isListed),
    // The inbox by name (core/inbox/list-inbox.ts).
    index('users_waiting_name')
      .on(sql`lower(first_name || ' ' || last_name) collate "C"`, table.id)
      .concurrently()
      .where(sql`kind = 'developer' and status = 'pending'`),
    check(
      'users_kind_has_its_role',
      sql`(kind = 'admin' and admin_role is not null and organization_id is null and organization_role is null)
       or (kind = 'developer' and admin_role is null and organization_id is not null and organization_role is not null)`,
    ),
    check('users_email_is_canonical', sql`email = lower(email) and email like '%_@_%' and char_length(email) <= 254`),
    check(
      'users_past_verification_is_verified',
      sql`status in ('unverified', 'inactive') or email_verified_at is not null`,
    ),
  ],
);

/** Which teams of their own organization a developer is in; the composite keys keep both inside one organization. */
export const teamMembers = pgTable(
  'team_members',
  {
    teamId: uuid().notNull(),
    userId: uuid().notNull(),
    organizationId: uuid().notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.teamId, table.userId] }),
    index('team_members_by_user').on(table.userId),
    foreignKey({
      columns: [table.teamId, table.organizationId],
      foreignColumns: [teams.id, teams.organizationId],
    }).onDelete('cascade'),
    foreignKey({
      columns: [table.userId, table.organizationId],
      foreignColumns: [users.id, users.organizationId],
    }).onDelete('cascade'),
  ],
);

/** A signed-in browser. Deleting nothing: an ended session stays as history until housekeeping. */
export const sessions = pgTable(
  'sessions',
  {
    id: id(),
    userId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    createdAt: createdAt(),
    lastSeenAt: createdAt(),
    expiresAt: instant().notNull(),
    endedAt: instant(),
    ip: text().notNull().default(''),
    userAgent: text().notNull().default(''),
    /** When its owner last proved who they are (password, code, passkey): what is dangerous wants it fresh. */
    provenAt: instant().notNull().default(sql`now()`),
  },
  (table) => [index('sessions_by_user').on(table.userId, table.createdAt)],
);

/** What a mailed secret is for; it opens nothing else. */
export const tokenPurpose = pgEnum('token_purpose', [
  'verify_address',
  'reset_password',
  'invitation',
  'confirm_request',
  'change_email',
  'first_admin',
  'second_factor',
]);

/**
 * A mailed secret: stored as a SHA-256 hash, for one purpose, one use, a limited time. The database's clock decides.
 */
export const oneTimeTokens = pgTable(
  'one_time_tokens',
  {
    hash: bytes().primaryKey(),
    purpose: tokenPurpose().notNull(),
    /** The user, invitation or access request that it is about. */
    subjectId: uuid().notNull(),
    expiresAt: instant().notNull(),
    usedAt: instant(),
    voidedAt: instant(),
    createdAt: createdAt(),
  },
  (table) => [index('one_time_tokens_by_subject').on(table.purpose, table.subjectId)],
);

/** Counters of attempts, shared by all processes. A bucket is a purpose and an account or an address. */
export const throttles = pgTable('throttles', {
  bucket: text().primaryKey(),
  attempts: integer().notNull(),
  resetsAt: instant().notNull(),
});
