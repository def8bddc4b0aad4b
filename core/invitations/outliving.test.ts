import { eq, sql } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import type { Database } from '@/db/client';
import { invitations, organizations, teamMembers, users } from '@/db/schema';
import { contextFor, inSandbox } from '@/test/harness';
import { invite, linkOf, newcomerFields } from '@/test/invitations';
import { refusalOf } from '@/test/refusal-of';
import { seedWorld, type World } from '@/test/world';
import { acceptAsNewcomer } from './accept-as-newcomer';
import { getInvitation } from './get-invitation';

const userOf = async (db: Database, email: string) =>
  (await db.select().from(users).where(eq(users.email, email))).at(0);

const teamsOf = async (db: Database, userId: string) =>
  (await db.select({ id: teamMembers.teamId }).from(teamMembers).where(eq(teamMembers.userId, userId))).map(
    ({ id }) => id,
  );

/** An invitation of Ada's, and the link in its mail. */
async function invited(db: Database, world: World, wish: Parameters<typeof invite>[2] = {}) {
  const { invitationId } = await invite(db, world, wish);
  return { invitationId, ...(await linkOf(db, invitationId)) };
}

describe('an invitation does not outlive what it stands on', () => {
  test.each(['suspended', 'closed', 'pending'] as const)('the organization is %s: nobody joins [T-22]', (status) =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const { token } = await invited(db, world);
      await db.update(organizations).set({ status }).where(eq(organizations.id, world.acme.id));
      expect(await getInvitation(contextFor(db), { token })).toEqual({ state: 'gone' });
      expect(await refusalOf(acceptAsNewcomer(contextFor(db), { ...newcomerFields, token }))).toMatchObject({
        code: 'conflict',
      });
      expect(await userOf(db, 'nina@newcomer.test')).toBeUndefined();
    }),
  );

  test.each([
    ['was demoted', { organizationRole: 'team_member' as const }],
    ['was deactivated', { status: 'inactive' as const }],
  ])('whoever sent it %s: nobody joins until somebody who may sends it again [T-22]', (_what, change) =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const { token, invitationId } = await invited(db, world);
      await db.update(users).set(change).where(eq(users.id, world.ada.userId));
      expect(await getInvitation(contextFor(db), { token })).toEqual({ state: 'gone' });
      expect(await refusalOf(acceptAsNewcomer(contextFor(db), { ...newcomerFields, token }))).toMatchObject({
        code: 'conflict',
      });
      await db.update(invitations).set({ invitedBy: world.alan.userId }).where(eq(invitations.id, invitationId));
      await acceptAsNewcomer(contextFor(db), { ...newcomerFields, token });
    }),
  );

  test('its time ran out, although its token lives: nobody joins [T-22]', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const { token } = await invited(db, world);
      await db.update(invitations).set({ expiresAt: sql`now() - interval '1 second'` });
      expect(await getInvitation(contextFor(db), { token })).toEqual({ state: 'gone' });
      expect(await refusalOf(acceptAsNewcomer(contextFor(db), { ...newcomerFields, token }))).toMatchObject({
        code: 'conflict',
      });
    }));

  test('a team that was deleted meanwhile is left out, and the default team is the last resort [T-22]', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const { token } = await invited(db, world, { teamIds: [world.backend.id] });
      await db.execute(sql`delete from teams where id = ${world.backend.id}`);
      const { actor } = await acceptAsNewcomer(contextFor(db), { ...newcomerFields, token });
      expect(await teamsOf(db, actor.userId)).toEqual([world.ada.teamIds[0]]);
    }));
});
