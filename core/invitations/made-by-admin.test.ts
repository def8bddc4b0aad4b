import { and, eq, isNull, ne, sql } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import type { Database } from '@/db/client';
import { newId } from '@/db/ids';
import { invitations, mails, notifications, settings, teamMembers, throttles, users } from '@/db/schema';
import { createMessageRenderer } from '@/emails/renderer';
import { contextFor, inSandbox } from '@/test/harness';
import { invite, linkOf, newcomerFields } from '@/test/invitations';
import { refusalOf } from '@/test/refusal-of';
import { seedWorld, type World } from '@/test/world';
import { register } from '../identity/register';
import { requestPasswordReset } from '../identity/request-password-reset';
import { resendVerification } from '../identity/resend-verification';
import { signInWithOidc } from '../identity/sign-in-with-oidc';
import { peekToken } from '../identity/tokens';
import { activateDeveloper } from '../members/activate-developer';
import { deactivateDeveloper } from '../members/deactivate-developer';
import { sendMail } from '../notifications/send-mail';
import { acceptAsNewcomer } from './accept-as-newcomer';
import { acceptInvitation } from './accept-invitation';
import { declineInvitation } from './decline-invitation';
import { getInvitation } from './get-invitation';
import { inviteUser } from './invite-user';
import { withdrawInvitation } from './withdraw-invitation';

const EMAIL = 'nina@newcomer.test';
const attempt = {
  email: EMAIL,
  firstName: 'Somebody',
  lastName: 'Else',
  password: 'a harbour with nine lanterns',
  inviteCode: '',
  signUp: {},
  acceptsTerms: false,
};
const word = {
  ...{ issuer: 'https://id.test', subject: 'n1na', email: EMAIL, emailVerified: true },
  ...{ firstName: 'Nina', lastName: 'Provider', userAgent: 'Firefox' },
};

/** As an admin makes one: in Acme's Backend, super admin, without a password. */
async function madeByAdmin(db: Database, { acme, backend }: World): Promise<string> {
  const id = newId();
  await db.insert(users).values({
    ...{ id, kind: 'developer', email: EMAIL, firstName: 'Nina', lastName: 'Newcomer', status: 'unverified' },
    ...{ organizationId: acme.id, organizationRole: 'super_admin' },
  });
  await db.insert(teamMembers).values({ userId: id, organizationId: acme.id, teamId: backend.id });
  return id;
}

const accountOf = async (db: Database, id: string) => (await db.select().from(users).where(eq(users.id, id))).at(0);
const statusOf = async (db: Database) =>
  (await db.select({ status: invitations.status }).from(invitations)).map((row) => row.status);
/** What was ordered for the account since the invitation. */
async function ordered(db: Database, userId: string): Promise<string[]> {
  const rows = await db
    .select()
    .from(mails)
    .where(and(eq(mails.toUserId, userId), ne(mails.state, 'sent')));
  return rows.map(({ message }) => message);
}

describe('inviting the owner of an account that an admin made', () => {
  test('the mail goes to the account, and accepting sets names and password on that very account', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const id = await madeByAdmin(db, world);
      const { invitationId } = await inviteUser(contextFor(db, world.alan), { userId: id });
      expect(await ordered(db, id)).toEqual(['invitation']);
      const { token } = await linkOf(db, invitationId);
      expect(await getInvitation(contextFor(db), { token })).toMatchObject({
        step: 'register',
        inviterName: 'Alan Test',
      });
      const { actor } = await acceptAsNewcomer(contextFor(db), { ...newcomerFields, lastName: 'Nova', token });
      expect(actor).toMatchObject({
        ...{ userId: id, status: 'active', lastName: 'Nova', role: 'super_admin' },
        ...{ organization: { id: world.acme.id }, teamIds: [world.backend.id] },
      });
    }));

  test('sending it again is the same invitation; who has got in needs none', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const userId = await madeByAdmin(db, world);
      const first = await inviteUser(contextFor(db, world.alan), { userId });
      expect(await inviteUser(contextFor(db, world.priya), { userId })).toEqual(first);
      // A super admin of the organization sends the same one: the place that the admin chose stays.
      expect(await invite(db, world, { email: EMAIL, role: 'team_member' })).toEqual(first);
      expect(await db.select().from(invitations)).toMatchObject([{ role: 'super_admin', userId }]);
      for (const person of [world.tom, world.penny, world.ivan]) {
        expect(await refusalOf(inviteUser(contextFor(db, world.alan), person))).toMatchObject({ code: 'conflict' });
      }
      await db.update(users).set({ passwordHash: 'x' }).where(eq(users.id, world.ursula.userId));
      expect(await refusalOf(inviteUser(contextFor(db, world.alan), world.ursula))).toMatchObject({ code: 'conflict' });
    }));

  test('an address that was corrected since then makes the older link worthless', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const userId = await madeByAdmin(db, world);
      const { invitationId } = await inviteUser(contextFor(db, world.alan), { userId });
      const { token } = await linkOf(db, invitationId);
      await db.update(users).set({ email: 'nina@right.test' }).where(eq(users.id, userId));
      expect(await refusalOf(acceptAsNewcomer(contextFor(db), { ...newcomerFields, token }))).toMatchObject({
        code: 'conflict',
      });
      const again = await inviteUser(contextFor(db, world.alan), { userId });
      // At once, not only when the new mail is taken: the older one went to somebody else.
      expect(await peekToken(db, { purpose: 'invitation', token })).toBeNull();
      const { token: right } = await linkOf(db, again.invitationId);
      await acceptAsNewcomer(contextFor(db), { ...newcomerFields, token: right });
      expect(await accountOf(db, userId)).toMatchObject({ email: 'nina@right.test', status: 'active' });
    }));

  test('a deactivation makes the link worthless for good, also when the account is activated again', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const userId = await madeByAdmin(db, world);
      const { invitationId } = await inviteUser(contextFor(db, world.alan), { userId });
      const { token } = await linkOf(db, invitationId);
      // Acme keeps somebody who runs it: Ada.
      await deactivateDeveloper(contextFor(db, world.alan), { userId });
      expect(await statusOf(db)).toEqual(['withdrawn']);
      await activateDeveloper(contextFor(db, world.alan), { userId });
      expect(await getInvitation(contextFor(db), { token })).toEqual({ state: 'gone' });
      expect(await refusalOf(acceptAsNewcomer(contextFor(db), { ...newcomerFields, token }))).toMatchObject({
        code: 'conflict',
      });
    }));

  test('declining or withdrawing leaves the account shut', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const userId = await madeByAdmin(db, world);
      const { invitationId } = await inviteUser(contextFor(db, world.alan), { userId });
      const { token } = await linkOf(db, invitationId);
      await declineInvitation(contextFor(db), { token });
      expect(await accountOf(db, userId)).toMatchObject({ status: 'unverified', passwordHash: null });
      const again = await inviteUser(contextFor(db, world.alan), { userId });
      expect(again.invitationId).not.toBe(invitationId);
      await withdrawInvitation(contextFor(db, world.alan), again);
      expect(await statusOf(db)).toEqual(expect.arrayContaining(['declined', 'withdrawn']));
    }));
});

describe('other ways in lead to the invitation', () => {
  const ways: [string, (db: Database) => Promise<unknown>][] = [
    ['registering with the address', (db) => register(contextFor(db), attempt)],
    ['asking for a new password', (db) => requestPasswordReset(contextFor(db), { email: EMAIL })],
    ['asking for a verification link', (db) => resendVerification(contextFor(db), { email: EMAIL })],
  ];

  test.each(ways)('%s sends it again, starts its time anew, and says nothing', (_name, ask) =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const userId = await madeByAdmin(db, world);
      const { invitationId } = await inviteUser(contextFor(db, world.alan), { userId });
      await linkOf(db, invitationId);
      await db.update(invitations).set({ expiresAt: sql`now() - interval '1 day'` });
      expect(await ask(db)).toBeUndefined();
      expect(await ordered(db, userId)).toEqual(['invitation']);
      const { token, text } = await linkOf(db, invitationId);
      expect(text).toContain('Alan Test');
      await acceptAsNewcomer(contextFor(db), { ...newcomerFields, token });
      expect(await accountOf(db, userId)).toMatchObject({ firstName: 'Nina', status: 'active' });
    }),
  );

  test.each(ways)('%s gets nobody past an invitation that was withdrawn', (_name, ask) =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const userId = await madeByAdmin(db, world);
      await withdrawInvitation(contextFor(db, world.alan), await inviteUser(contextFor(db, world.alan), { userId }));
      await db.delete(mails);
      expect(await ask(db)).toBeUndefined();
      expect(await ordered(db, userId)).toEqual(['invitation-to-come']);
      const [mail] = await db.select().from(mails);
      const sent: string[] = [];
      const mailer = { send: async ({ text }: { text: string }) => void sent.push(text) };
      await sendMail(contextFor(db), { mailer, renderer: createMessageRenderer() }, { mailId: mail?.id ?? '' });
      expect(sent[0]).toContain('Hello Nina');
      expect(sent[0]).not.toMatch(/token=|\/auth\//);
    }),
  );

  test.each(ways)('%s without any invitation tells those who may invite, once until they have read it', (_name, ask) =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const userId = await madeByAdmin(db, world);
      await ask(db);
      await ask(db);
      const told = await db
        .select()
        .from(notifications)
        .where(eq(notifications.href, `/admin/users/${userId}`));
      expect(told.map((line) => line.userId).sort()).toEqual([world.alan.userId, world.priya.userId].sort());
      expect(told[0]?.title).toBe('Nina Newcomer tries to get in and needs an invitation');
      await db.update(notifications).set({ readAt: sql`now()` });
      await ask(db);
      expect(await db.$count(notifications, isNull(notifications.readAt))).toBe(told.length);
    }),
  );

  test('an address gets few of these mails, whoever asks for them', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const userId = await madeByAdmin(db, world);
      await inviteUser(contextFor(db, world.alan), { userId });
      await db.delete(throttles);
      for (let time = 0; time < 6; time += 1) await register(contextFor(db), attempt);
      expect(await ordered(db, userId)).toHaveLength(1 + 3);
    }));
});

describe('the word of an OpenID provider', () => {
  test('proves the address: who was invited is active at once, whatever the approval of registrations says', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      await db.update(settings).set({ autoApproveDevelopers: false, registration: 'closed' });
      const userId = await madeByAdmin(db, world);
      const { invitationId } = await inviteUser(contextFor(db, world.alan), { userId });
      const { token } = await linkOf(db, invitationId);
      const { actor } = await signInWithOidc(contextFor(db), word);
      expect(actor).toMatchObject({
        userId,
        status: 'active',
        role: 'super_admin',
        organization: { id: world.acme.id },
      });
      expect(await statusOf(db)).toEqual(['accepted']);
      expect(await getInvitation(contextFor(db), { token })).toEqual({ state: 'gone' });
      expect(await db.$count(mails, eq(mails.message, 'invitation-accepted'))).toBe(1);
    }));

  test.each(['withdrawn', 'expired'])('who was not, or whose invitation is %s, waits as everybody does', (how) =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const userId = await madeByAdmin(db, world);
      await inviteUser(contextFor(db, world.alan), { userId });
      if (how === 'expired') await db.update(invitations).set({ expiresAt: sql`now() - interval '1 second'` });
      else await db.update(invitations).set({ status: 'withdrawn' });
      const { actor } = await signInWithOidc(contextFor(db), word);
      expect(actor).toMatchObject({ userId, status: 'pending' });
    }),
  );

  // Let autoApproveDevelopers alone decide in admit.ts, and whoever was uninvited runs Acme.
  test('whose invitation was withdrawn is let into the organization by no setting, but by an admin', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      await db.update(settings).set({ autoApproveDevelopers: true });
      const userId = await madeByAdmin(db, world);
      const { invitationId } = await inviteUser(contextFor(db, world.alan), { userId });
      await withdrawInvitation(contextFor(db, world.alan), { invitationId });
      const { actor } = await signInWithOidc(contextFor(db), word);
      expect(actor).toMatchObject({ userId, status: 'pending' });
    }));

  test('of an invitation whose sender may invite no more: waits for an admin', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const userId = await madeByAdmin(db, world);
      await inviteUser(contextFor(db, world.alan), { userId });
      await db.update(users).set({ adminRole: 'auditor' }).where(eq(users.id, world.alan.userId));
      const { actor } = await signInWithOidc(contextFor(db), word);
      expect(actor).toMatchObject({ userId, status: 'pending' });
    }));

  test('lets in whom an organization invited although registration is closed, to accept there', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      await db.update(settings).set({ registration: 'closed' });
      expect(await refusalOf(signInWithOidc(contextFor(db), word))).toMatchObject({ code: 'forbidden' });
      const { invitationId } = await invite(db, world, { email: EMAIL });
      const { token } = await linkOf(db, invitationId);
      const { actor } = await signInWithOidc(contextFor(db), word);
      expect(actor).toMatchObject({ status: 'pending', organization: { isDefault: true } });
      await acceptInvitation(contextFor(db, actor), { token });
      expect(await accountOf(db, actor.userId)).toMatchObject({ status: 'active', organizationId: world.acme.id });
    }));

  test('tells the admin who invited, with the way to the person', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const userId = await madeByAdmin(db, world);
      await inviteUser(contextFor(db, world.alan), { userId });
      await signInWithOidc(contextFor(db), word);
      const [told] = await db.select().from(mails).where(eq(mails.message, 'invitation-accepted'));
      const sent: string[] = [];
      const mailer = { send: async ({ text }: { text: string }) => void sent.push(text) };
      await sendMail(contextFor(db), { mailer, renderer: createMessageRenderer() }, { mailId: told?.id ?? '' });
      expect(sent[0]).toContain(`/admin/users/${userId}`);
    }));
});
