import { eq, sql } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { DomainError } from '@/core/errors';
import type { Database } from '@/db/client';
import { teamMembers, teams, users } from '@/db/schema';
import type { Outcome, Role, Row } from './authorization/roles';
import { authorizationTable } from './authorization-table';
import { contextFor, inSandbox } from './harness';
import { seedDeveloper, seedSession, seedWorld, type World } from './world';

type Tried = Extract<Row, { expected: unknown }>;

/**
 * Who asks is read when a request begins; the change is made a moment later. In between somebody else may have decided
 * that they may not any more: then nothing happens, whatever their request was let in as.
 */
const allowed = (row: Tried, role: Role): boolean => row.expected[role] === ('ok' satisfies Outcome);
const tried = authorizationTable.filter((row): row is Tried => 'expected' in row);

/** One's own matters, which one keeps wherever one is; a token of one's own is only ended. */
const ONESELF = new Set<string>(['openNotification', 'deleteInboxFilter', 'revokeApiToken']);

const isOfOthers = ({ verb }: Tried) => !ONESELF.has(verb);
const ofSuperAdmins = tried.filter((row) => allowed(row, 'ada') && !allowed(row, 'tom') && isOfOthers(row));
const ofMembers = tried.filter((row) => allowed(row, 'ada') && !allowed(row, 'eve') && isOfOthers(row));
const ofOwners = tried.filter((row) => allowed(row, 'priya') && !allowed(row, 'alan') && isOfOthers(row));

async function afterwards(row: Tried, change: (db: Database, world: World) => Promise<void>, role: 'ada' | 'priya') {
  let met = 'ok';
  await inSandbox(async (db) => {
    const world = await seedWorld(db);
    // Somebody who keeps the organization, and the portal, running.
    await seedDeveloper(db, 'Sue', world.acme, 'super_admin');
    await db.update(users).set({ adminRole: 'owner' }).where(eq(users.id, world.arun.userId));
    const stage = await row.stage(db, world);
    const actor = world[role];
    await seedSession(db, actor);
    await change(db, world);
    met = await row
      .act(contextFor(db, actor), stage, world)
      .then(() => 'ok')
      .catch((error: unknown) => {
        if (error instanceof DomainError) return error.code;
        throw error;
      });
  });
  return met;
}

const demoted = async (db: Database, { ada }: World) => {
  await db.update(users).set({ organizationRole: 'team_member' }).where(eq(users.id, ada.userId));
};
const shutOut = async (db: Database, { ada }: World) => {
  await db.update(users).set({ status: 'inactive' }).where(eq(users.id, ada.userId));
};
const removed = async (db: Database, { ada, defaultOrganization }: World) => {
  const organizationId = defaultOrganization.id;
  await db.delete(teamMembers).where(eq(teamMembers.userId, ada.userId));
  await db.update(users).set({ organizationId, organizationRole: 'team_member' }).where(eq(users.id, ada.userId));
  await db.execute(sql`insert into team_members (team_id, user_id, organization_id)
    select ${teams.id}, ${ada.userId}, ${organizationId} from ${teams}
    where ${teams.organizationId} = ${organizationId} and ${teams.isDefault}`);
};

test('the tables are not empty', () => {
  expect(ofSuperAdmins.length).toBeGreaterThan(15);
  expect(ofMembers.length).toBeGreaterThan(25);
  expect(ofOwners.length).toBeGreaterThan(4);
});

describe('who was demoted since the request began', () => {
  test.each(ofSuperAdmins.map((row) => [row.verb, row] as const))('%s [Z-02] [R-14]', async (_verb, row) => {
    expect(await afterwards(row, demoted, 'ada')).not.toBe('ok');
  });
});

describe('who was deactivated since the request began', () => {
  test.each(ofSuperAdmins.map((row) => [row.verb, row] as const))('%s [Z-02] [R-14]', async (_verb, row) => {
    expect(await afterwards(row, shutOut, 'ada')).not.toBe('ok');
  });
});

describe('who was removed since the request began', () => {
  test.each(ofMembers.map((row) => [row.verb, row] as const))('%s [Z-02] [R-14]', async (_verb, row) => {
    expect(await afterwards(row, removed, 'ada')).not.toBe('ok');
  });
});

describe('an owner who was made an auditor since the request began', () => {
  test.each(ofOwners.map((row) => [row.verb, row] as const))('%s [Z-02] [R-14]', async (_verb, row) => {
    const change = async (db: Database, { priya }: World) => {
      await db.update(users).set({ adminRole: 'auditor' }).where(eq(users.id, priya.userId));
    };
    expect(await afterwards(row, change, 'priya')).not.toBe('ok');
  });
});
