import { and, eq, sql } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import type { Database } from '@/db/client';
import { newId } from '@/db/ids';
import {
  apps,
  invitations,
  joinRequests,
  mails,
  notifications,
  organizations,
  sessions,
  settings,
  teamMembers,
  users,
} from '@/db/schema';
import { contextFor, inSandbox } from '@/test/harness';
import { invite, linkOf, newcomerFields } from '@/test/invitations';
import { refusalOf } from '@/test/refusal-of';
import { seedApp, seedSession, seedWorld, type World } from '@/test/world';
import { loadActor } from '../identity/load-actor';
import { mintToken, peekToken } from '../identity/tokens';
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

describe('a new person', () => {
  test('gets an account by the link alone: verified, active, in the place that was kept, and logged in [T-24]', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      // Neither the approval of registrations nor closing them holds up whom an organization invites.
      await db.update(settings).set({ registration: 'closed', autoApproveDevelopers: false });
      const { token, invitationId } = await invited(db, world, { role: 'super_admin', teamIds: [world.backend.id] });
      expect(await getInvitation(contextFor(db), { token })).toMatchObject({
        state: 'open',
        step: 'register',
        organizationName: 'Acme',
        inviterName: 'Ada Test',
        email: 'nina@newcomer.test',
      });
      const { actor } = await acceptAsNewcomer(contextFor(db), { ...newcomerFields, firstName: 'Ninotschka', token });
      expect(actor).toMatchObject({
        kind: 'developer',
        status: 'active',
        firstName: 'Ninotschka',
        role: 'super_admin',
        organization: { id: world.acme.id },
        teamIds: [world.backend.id],
      });
      expect((await userOf(db, 'nina@newcomer.test'))?.emailVerifiedAt).not.toBeNull();
      expect(await db.select().from(invitations).where(eq(invitations.id, invitationId))).toMatchObject([
        { status: 'accepted', acceptedBy: actor.userId },
      ]);
      expect(await db.$count(mails, eq(mails.message, 'invitation-accepted'))).toBe(1);
      expect(await db.select().from(notifications).where(eq(notifications.userId, world.ada.userId))).toMatchObject([
        { title: 'Ninotschka Newcomer joined Acme', href: '/organization/users' },
      ]);
    }));

  // Spread what the form sent into the account, and this must fail.
  test('gets what the invitation says, whatever else the form says [T-20] [T-25]', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const { token } = await invited(db, world);
      const tampered = {
        ...{ ...newcomerFields, token, email: world.ada.email, role: 'super_admin', organizationRole: 'super_admin' },
        ...{ organizationId: world.evil.id, teamIds: world.eve.teamIds, kind: 'admin', adminRole: 'owner' },
        ...{ id: world.tom.userId, status: 'active', signUp: { adminRole: 'owner', email: world.ada.email } },
      };
      const { actor } = await acceptAsNewcomer(contextFor(db), tampered);
      expect(actor).toMatchObject({
        ...{ kind: 'developer', email: 'nina@newcomer.test', role: 'team_member' },
        ...{ organization: { id: world.acme.id }, teamIds: [world.ada.teamIds[0]] },
      });
      expect(await userOf(db, 'nina@newcomer.test')).toMatchObject({ adminRole: null, signUpValues: {} });
    }));

  test('joins by the link that is sent, and by nothing that was shown before [T-26]', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const { invitationId, token } = await invited(db, world);
      const { invitationId: other } = await invite(
        db,
        { acme: { ...world.evil, isDefault: false }, ada: world.eve },
        { organizationId: world.evil.id },
      );
      const { token: ofEvil } = await linkOf(db, other);
      const shownBy = async (link: string) => getInvitation(contextFor(db), { token: link });
      expect(await shownBy(token)).toMatchObject({ organizationName: 'Acme' });
      expect(await shownBy(ofEvil)).toMatchObject({ organizationName: 'Evil Works' });
      const wish = { ...newcomerFields, token: ofEvil, invitationId, organizationId: world.acme.id };
      const { actor } = await acceptAsNewcomer(contextFor(db), wish);
      expect(actor).toMatchObject({ organization: { id: world.evil.id } });
    }));

  test('the link works once, and afterwards says to its person what became of it [T-03]', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const { token } = await invited(db, world);
      const { actor } = await acceptAsNewcomer(contextFor(db), { ...newcomerFields, token });
      expect(await refusalOf(acceptAsNewcomer(contextFor(db), { ...newcomerFields, token }))).toMatchObject({
        code: 'conflict',
      });
      expect(await getInvitation(contextFor(db, actor), { token })).toMatchObject({ state: 'accepted' });
      expect(await getInvitation(contextFor(db), { token })).toEqual({ state: 'gone' });
    }));

  test('a weak password, a missing name and terms that were not accepted use nothing up [A-23]', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      await db.update(settings).set({ terms: 'Be good.' });
      const { token } = await invited(db, world);
      const bad = { ...newcomerFields, token, firstName: '', password: 'nina newcomer', acceptsTerms: false };
      expect(await refusalOf(acceptAsNewcomer(contextFor(db), bad))).toMatchObject({
        fieldErrors: { firstName: expect.any(Array), password: expect.any(Array), acceptsTerms: expect.any(Array) },
      });
      expect(await peekToken(db, { purpose: 'invitation', token })).not.toBeNull();
      await acceptAsNewcomer(contextFor(db), { ...newcomerFields, token });
    }));
});

describe('an account that nobody has verified', () => {
  test('is taken over from whoever registered the address: names, password, sessions and links are gone', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const { ursula } = world;
      await db.update(users).set({ passwordHash: 'the stranger’s' }).where(eq(users.id, ursula.userId));
      await seedSession(db, ursula);
      const stale = await mintToken(db, { purpose: 'verify_address', subjectId: ursula.userId, hours: 1 });
      const { token } = await invited(db, world, { email: ursula.email });
      const { actor } = await acceptAsNewcomer(contextFor(db), { ...newcomerFields, token });
      expect(actor).toMatchObject({ userId: ursula.userId, firstName: 'Nina', organization: { id: world.acme.id } });
      expect((await userOf(db, ursula.email))?.passwordHash).toMatch(/^\$argon2id\$/);
      expect(await loadActor(db, ursula.sessionId)).toEqual({ kind: 'anonymous' });
      expect(await peekToken(db, { purpose: 'verify_address', token: stale })).toBeNull();
      expect(await db.$count(sessions, and(eq(sessions.userId, ursula.userId), sql`ended_at is null`))).toBe(1);
    }));

  test('of another organization, where somebody’s invite code put it, does not keep its owner out', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const { ursula, evil } = world;
      await db.delete(teamMembers).where(eq(teamMembers.userId, ursula.userId));
      await db.update(users).set({ passwordHash: 'x', organizationId: evil.id }).where(eq(users.id, ursula.userId));
      const { token } = await invited(db, world, { email: ursula.email });
      const { actor } = await acceptAsNewcomer(contextFor(db), { ...newcomerFields, token });
      expect(actor).toMatchObject({ userId: ursula.userId, organization: { id: world.acme.id } });
    }));

  test('that a portal admin made in another organization stays where the admin put it', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const { ursula, evil } = world;
      await db.delete(teamMembers).where(eq(teamMembers.userId, ursula.userId));
      await db.update(users).set({ passwordHash: null, organizationId: evil.id }).where(eq(users.id, ursula.userId));
      const { token } = await invited(db, world, { email: ursula.email });
      expect(await getInvitation(contextFor(db), { token })).toMatchObject({ step: 'account_elsewhere' });
      expect(await refusalOf(acceptAsNewcomer(contextFor(db), { ...newcomerFields, token }))).toMatchObject({
        code: 'conflict',
      });
    }));
});

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
