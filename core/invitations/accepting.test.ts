import { and, eq, sql } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import type { Database } from '@/db/client';
import { invitations, mails, notifications, sessions, settings, teamMembers, users } from '@/db/schema';
import { contextFor, inSandbox } from '@/test/harness';
import { invite, linkOf, newcomerFields } from '@/test/invitations';
import { refusalOf } from '@/test/refusal-of';
import { seedSession, seedWorld, type World } from '@/test/world';
import { loadActor } from '../identity/load-actor';
import { mintToken, peekToken } from '../identity/tokens';
import { acceptAsNewcomer } from './accept-as-newcomer';
import { getInvitation } from './get-invitation';

const userOf = async (db: Database, email: string) =>
  (await db.select().from(users).where(eq(users.email, email))).at(0);

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
