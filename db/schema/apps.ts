import { sql } from 'drizzle-orm';
import { check, foreignKey, index, pgEnum, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import { createdAt, id, instant } from './columns';
import { organizations, teams } from './organizations';
import { users } from './users';

/** With whom an app is shared: nobody, one team, or the organization. */
export const appVisibility = pgEnum('app_visibility', ['personal', 'team', 'organization']);

/** A team's program; holds requests and credentials. */
export const apps = pgTable(
  'apps',
  {
    id: id(),
    organizationId: uuid()
      .notNull()
      .references(() => organizations.id),
    ownerId: uuid().references(() => users.id, { onDelete: 'set null' }),
    name: text().notNull(),
    description: text().notNull().default(''),
    visibility: appVisibility().notNull(),
    teamId: uuid(),
    /** Deleted for people; the row stays for history and for keys that are still dying. */
    deletedAt: instant(),
    /** Its people confirmed at this moment that app and keys are still needed; they were asked to at the other. */
    confirmedAt: instant(),
    confirmedBy: uuid().references(() => users.id, { onDelete: 'set null' }),
    reviewAskedAt: instant(),
    createdAt: createdAt(),
    updatedAt: createdAt(),
  },
  (table) => [
    unique('apps_id_organization').on(table.id, table.organizationId),
    index('apps_by_organization').on(table.organizationId, table.createdAt),
    index('apps_by_owner').on(table.ownerId, table.createdAt),
    index('apps_by_team').on(table.teamId).concurrently().where(sql`team_id is not null`),
    // The admins' list, the newest first.
    index('apps_by_age').on(table.createdAt, table.id).concurrently().where(sql`deleted_at is null`),
    // The inbox by name (core/inbox/list-inbox.ts).
    index('apps_list_name').on(sql`lower(name) collate "C"`, table.id).concurrently(),
    index('apps_deleted').on(table.createdAt, table.id).concurrently().where(sql`deleted_at is not null`),
    index('apps_review_asked').on(table.createdAt, table.id).concurrently().where(sql`review_asked_at is not null`),
    foreignKey({ columns: [table.teamId, table.organizationId], foreignColumns: [teams.id, teams.organizationId] }),
    check('apps_team_when_team', sql`(visibility = 'team') = (team_id is not null)`),
    check('apps_name_length', sql`char_length(name) between 1 and 120`),
  ],
);
