import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import type { Database } from '@/db/client';
import { newId } from '@/db/ids';
import { apps, joinRequests, organizations, teamMembers, users } from '@/db/schema';
import { contextFor, inSandbox } from '@/test/harness';
import { invite, linkOf, newcomerFields } from '@/test/invitations';
import { refusalOf } from '@/test/refusal-of';
import { seedApp, seedSession, seedWorld, type World } from '@/test/world';
import { loadActor } from '../identity/load-actor';
import { peekToken } from '../identity/tokens';
import { acceptAsNewcomer } from './accept-as-newcomer';
import { acceptInvitation } from './accept-invitation';
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

describe('a person of the default organization', () => {
  test('accepts logged in, comes with their apps, which stay personal, and what else they had asked for ends', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const { dora } = world;
      const app = await seedApp(db, dora, 'Lamp', 'personal');
      const pendingId = newId();
      await db.insert(organizations).values({
        ...{ id: pendingId, name: 'Dora Works', nameKey: 'dora works', status: 'pending', requestedBy: dora.userId },
      });
      await db.insert(joinRequests).values({ organizationId: world.evil.id, userId: dora.userId });
      await seedSession(db, dora);
      const { token } = await invited(db, world, { email: dora.email });
      expect(await getInvitation(contextFor(db), { token })).toMatchObject({ step: 'log_in' });
      expect(await getInvitation(contextFor(db, dora), { token })).toMatchObject({ step: 'answer', apps: 1 });

      await acceptInvitation(contextFor(db, dora), { token });

      // The very session that accepted is a member's from its next request on.
      expect(await loadActor(db, dora.sessionId)).toMatchObject({
        organization: { id: world.acme.id },
        role: 'team_member',
      });
      expect(await db.select().from(apps).where(eq(apps.id, app.id))).toMatchObject([
        { organizationId: world.acme.id, visibility: 'personal', ownerId: dora.userId },
      ]);
      expect(await db.select().from(organizations).where(eq(organizations.id, pendingId))).toMatchObject([
        { status: 'rejected' },
      ]);
      expect(await db.select().from(joinRequests)).toMatchObject([{ status: 'withdrawn' }]);
      expect(await teamsOf(db, dora.userId)).toHaveLength(1);
    }));

  test('who waited for an admin is active with it: the organization vouches for them [T-24]', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const { token } = await invited(db, world, { email: world.penny.email });
      expect(await getInvitation(contextFor(db, world.penny), { token })).toMatchObject({ step: 'answer' });
      await acceptInvitation(contextFor(db, world.penny), { token });
      expect(await userOf(db, world.penny.email)).toMatchObject({ status: 'active', organizationId: world.acme.id });
    }));

  test('the link alone does not get past their password', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const { token } = await invited(db, world, { email: world.dora.email });
      expect(await refusalOf(acceptAsNewcomer(contextFor(db), { ...newcomerFields, token }))).toMatchObject({
        code: 'conflict',
      });
      expect(await refusalOf(acceptInvitation(contextFor(db), { token }))).toMatchObject({ code: 'unauthenticated' });
      expect(await userOf(db, world.dora.email)).toMatchObject({ firstName: 'Dora', passwordHash: null });
    }));

  test('deactivated, or with a password to change first: refused [A-25]', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const { token } = await invited(db, world, { email: world.dora.email });
      const forced = { ...world.dora, mustChangePassword: true };
      expect(await getInvitation(contextFor(db, forced), { token })).toMatchObject({ step: 'change_password' });
      expect(await refusalOf(acceptInvitation(contextFor(db, forced), { token }))).toMatchObject({ code: 'forbidden' });
      await db.update(users).set({ status: 'inactive' }).where(eq(users.id, world.dora.userId));
      expect(await getInvitation(contextFor(db), { token })).toMatchObject({ step: 'deactivated' });
      expect(await refusalOf(acceptInvitation(contextFor(db, world.dora), { token }))).toMatchObject({
        code: 'forbidden',
      });
      expect(await refusalOf(acceptAsNewcomer(contextFor(db), { ...newcomerFields, token }))).toMatchObject({
        code: 'forbidden',
      });
    }));
});

describe('others', () => {
  test('a member of another organization is told why not, and nothing moves [T-23]', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const { token } = await invited(db, world, { email: world.mallory.email });
      expect(await getInvitation(contextFor(db, world.mallory), { token })).toMatchObject({
        step: 'member_elsewhere',
        homeName: 'Evil Works',
      });
      expect(await refusalOf(acceptInvitation(contextFor(db, world.mallory), { token }))).toMatchObject({
        code: 'conflict',
        message: expect.stringContaining('Evil Works'),
      });
      expect(await peekToken(db, { purpose: 'invitation', token })).not.toBeNull();
      expect(await userOf(db, world.mallory.email)).toMatchObject({ organizationId: world.evil.id });
    }));

  test('who is logged in as somebody else is told whom it is for, and uses nothing up [T-19]', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const { token } = await invited(db, world, { email: world.dora.email });
      for (const actor of [world.dan, world.eve, world.ada]) {
        expect(await getInvitation(contextFor(db, actor), { token })).toMatchObject({ step: 'somebody_else' });
        expect(await refusalOf(acceptInvitation(contextFor(db, actor), { token }))).toMatchObject({
          code: 'forbidden',
        });
        expect(await refusalOf(acceptAsNewcomer(contextFor(db, actor), { ...newcomerFields, token }))).toMatchObject({
          code: 'forbidden',
        });
      }
      expect(await peekToken(db, { purpose: 'invitation', token })).not.toBeNull();
    }));

  test('an address of a portal admin joins nothing [Z-08]', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const { token } = await invited(db, world, { email: world.audrey.email });
      expect(await getInvitation(contextFor(db), { token })).toMatchObject({ step: 'portal_admin' });
      expect(await refusalOf(acceptAsNewcomer(contextFor(db), { ...newcomerFields, token }))).toMatchObject({
        code: 'conflict',
      });
      expect(await refusalOf(acceptInvitation(contextFor(db, world.audrey), { token }))).toMatchObject({
        code: 'forbidden',
      });
    }));
});
