import { and, eq, sql } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import type { Database } from '@/db/client';
import {
  auditEvents,
  invitations,
  mails,
  notifications,
  oneTimeTokens,
  organizations,
  settings,
  teamMembers,
  throttles,
  users,
} from '@/db/schema';
import { contextFor, inSandbox } from '@/test/harness';
import { invite, linkOf, newcomerFields } from '@/test/invitations';
import { refusalOf } from '@/test/refusal-of';
import { seedAdmin, seedWorld } from '@/test/world';
import { peekToken } from '../identity/tokens';
import { acceptAsNewcomer } from './accept-as-newcomer';
import { declineInvitation } from './decline-invitation';
import { getInvitation } from './get-invitation';
import { inviteMany } from './invite-many';
import { inviteTeammate } from './invite-teammate';
import { listInvitations } from './list-invitations';
import { resendInvitation } from './resend-invitation';
import { withdrawInvitation } from './withdraw-invitation';

const invitationOf = async (db: Database, id: string) =>
  (await db.select().from(invitations).where(eq(invitations.id, id))).at(0);

describe('inviting', () => {
  test('keeps a place for the address and orders one mail to it, with nothing secret in the ledger', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const { invitationId } = await invite(db, world, { email: ' Nina@Newcomer.TEST ', teamIds: [world.backend.id] });
      expect(await invitationOf(db, invitationId)).toMatchObject({
        email: 'nina@newcomer.test',
        status: 'pending',
        role: 'team_member',
        invitedBy: world.ada.userId,
      });
      const [mail] = await db.select().from(mails).where(eq(mails.subjectId, invitationId));
      expect(mail).toMatchObject({ message: 'invitation', toAddress: 'nina@newcomer.test', toUserId: null });
      expect(mail?.facts).toEqual({ inviterName: 'Ada Test' });
    }));

  test('an address is invited once into an organization: again means the same invitation, sent again as wished now', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const first = await invite(db, world, { role: 'team_member' });
      const again = await invite(db, world, { role: 'super_admin', firstName: 'Nono' });
      expect(again).toEqual(first);
      expect(await invitationOf(db, first.invitationId)).toMatchObject({ role: 'super_admin', firstName: 'Nono' });
      expect(await db.$count(invitations)).toBe(1);
      expect(await db.$count(mails, eq(mails.subjectId, first.invitationId))).toBe(2);
    }));

  test('the answer is the same for an address with an account elsewhere, of an admin, and without one [A-03]', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      for (const email of [world.dora.email, world.eve.email, world.priya.email, world.ursula.email, 'no@body.test']) {
        const { invitationId } = await invite(db, world, { email });
        expect(await invitationOf(db, invitationId)).toMatchObject({ status: 'pending', email, userId: null });
        expect(await db.$count(mails, and(eq(mails.subjectId, invitationId), eq(mails.toAddress, email)))).toBe(1);
      }
    }));

  test('a member of the organization is not invited, and it is said', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      for (const email of [world.tom.email, world.ivan.email]) {
        expect(await refusalOf(invite(db, world, { email }))).toMatchObject({ code: 'conflict' });
      }
    }));

  test.each(['pending', 'suspended', 'closed', 'rejected'] as const)(
    'nobody is invited into a %s organization [Z-15]',
    (status) =>
      inSandbox(async (db) => {
        const world = await seedWorld(db);
        await db.update(organizations).set({ status }).where(eq(organizations.id, world.acme.id));
        expect(await refusalOf(invite(db, world))).toMatchObject({ code: 'conflict' });
      }),
  );

  test('nobody is invited into the default organization, nor by a member who was demoted since the page was opened [T-22]', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const organizationId = world.defaultOrganization.id;
      const intoDefault = inviteTeammate(contextFor(db, world.alan), {
        ...{ organizationId, email: 'a@b.test', firstName: '', lastName: '', role: 'team_member', teamIds: [] },
      });
      expect(await refusalOf(intoDefault)).toMatchObject({ code: 'conflict' });
      await db.update(users).set({ organizationRole: 'team_member' }).where(eq(users.id, world.ada.userId));
      expect(await refusalOf(invite(db, world))).toMatchObject({ code: 'forbidden' });
    }));

  test('teams of another organization are refused, whatever the form says', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const [foreign] = world.eve.teamIds;
      for (const teamIds of [[foreign ?? ''], ['nonsense']]) {
        expect(await refusalOf(invite(db, world, { teamIds }))).toMatchObject({
          fieldErrors: { teamIds: [expect.any(String)] },
        });
      }
      expect(await db.$count(invitations)).toBe(0);
    }));

  test('one address gets five invitations a day from one organization, and the counters know no address', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      for (let time = 0; time < 5; time += 1) await invite(db, world);
      expect(await refusalOf(invite(db, world))).toMatchObject({ code: 'too_many' });
      expect(JSON.stringify(await db.select().from(throttles))).not.toContain('nina');
    }));
});

describe('inviting several', () => {
  // Count before asking who it is, and a stranger keeps Acme from inviting anybody for a day.
  test('who may not invite uses nothing up of what others may', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      for (const stranger of [world.eve, world.tom, world.dora]) {
        const refusal = await refusalOf(invite(db, { acme: world.acme, ada: stranger }));
        expect(refusal).toMatchObject({ code: stranger === world.tom ? 'forbidden' : 'not_found' });
      }
      expect(await db.$count(throttles)).toBe(0);
    }));

  test('each pasted address has its own result, and one that is refused stops none of the others', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const { results } = await inviteMany(contextFor(db, world.ada), {
        organizationId: world.acme.id,
        lines: `a@new.test, "Hopper, Grace" <grace@new.test>; not an address\n${world.tom.email}\na@NEW.test\nBo Li <bo@new.test>`,
        role: 'team_member',
        teamIds: [],
      });
      expect(results.map(({ name, isRefused }) => [name, isRefused])).toEqual([
        ['a@new.test', false],
        ['grace@new.test', false],
        ['not an address', true],
        [world.tom.email, true],
        ['bo@new.test', false],
      ]);
      const invited = await db.select().from(invitations).orderBy(invitations.email);
      expect(invited.map(({ email, firstName, lastName }) => [email, firstName, lastName])).toEqual([
        ['a@new.test', '', ''],
        ['bo@new.test', 'Bo', 'Li'],
        ['grace@new.test', 'Grace', 'Hopper'],
      ]);
    }));
});

describe('sending again and withdrawing', () => {
  test('sending again starts the time anew, also after it had run out, by the days of the settings', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const { invitationId } = await invite(db, world);
      await db.update(settings).set({ invitationDays: 3 });
      await db.update(invitations).set({ expiresAt: sql`now() - interval '1 day'` });
      await resendInvitation(contextFor(db, world.ada), { invitationId });
      const [row] = await db
        .select({ days: sql<number>`extract(epoch from ${invitations.expiresAt} - now()) / 86400` })
        .from(invitations);
      expect(Number(row?.days)).toBeCloseTo(3, 2);
    }));

  test('the mail says how long the link works, its token ends with the invitation, and the older link dies when it is taken [T-05]', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      await db.update(settings).set({ invitationDays: 2 });
      const { invitationId } = await invite(db, world);
      const first = await linkOf(db, invitationId);
      expect(first.text).toContain('2 days');
      const [token] = await db
        .select({ hours: sql<number>`extract(epoch from ${oneTimeTokens.expiresAt} - now()) / 3600` })
        .from(oneTimeTokens);
      expect(Number(token?.hours)).toBeCloseTo(48, 0);
      await resendInvitation(contextFor(db, world.ada), { invitationId });
      expect(await peekToken(db, { purpose: 'invitation', token: first.token })).not.toBeNull();
      const second = await linkOf(db, invitationId);
      expect(await peekToken(db, { purpose: 'invitation', token: first.token })).toBeNull();
      expect(await peekToken(db, { purpose: 'invitation', token: second.token })).toEqual({ subjectId: invitationId });
    }));

  test('a withdrawn invitation is dead at once, also by a mail that leaves later [T-22]', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const { invitationId } = await invite(db, world);
      const { token } = await linkOf(db, invitationId);
      await resendInvitation(contextFor(db, world.ada), { invitationId });
      await withdrawInvitation(contextFor(db, world.ada), { invitationId });
      expect(await getInvitation(contextFor(db), { token })).toEqual({ state: 'gone' });
      expect(await refusalOf(acceptAsNewcomer(contextFor(db), { ...newcomerFields, token }))).toMatchObject({
        code: 'conflict',
      });
      await expect(linkOf(db, invitationId)).rejects.toThrow('no link');
      expect(await refusalOf(withdrawInvitation(contextFor(db, world.ada), { invitationId }))).toMatchObject({
        code: 'conflict',
      });
    }));

  test('a stranger learns nothing of an invitation by its id', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const { invitationId } = await invite(db, world);
      for (const actor of [world.eve, world.tom, world.dora]) {
        for (const verb of [resendInvitation, withdrawInvitation]) {
          const [real, imaginary] = [
            await refusalOf(verb(contextFor(db, actor), { invitationId })),
            await refusalOf(verb(contextFor(db, actor), { invitationId: 'nonsense' })),
          ];
          expect(real).toMatchObject({ code: 'not_found' });
          expect(real).toEqual(imaginary);
        }
      }
    }));
});

describe('the list of invitations', () => {
  test('says what became of the mail, and never the link [T-21]', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const { invitationId } = await invite(db, world, { teamIds: [world.backend.id] });
      const { token } = await linkOf(db, invitationId);
      const lines = await listInvitations(contextFor(db, world.ada));
      expect(lines).toMatchObject([
        {
          id: invitationId,
          email: 'nina@newcomer.test',
          mail: 'sent',
          isExpired: false,
          teamNames: 'Backend',
          inviterName: 'Ada Test',
        },
      ]);
      expect(JSON.stringify(lines)).not.toContain(token);
      const events = await db.select().from(auditEvents).orderBy(auditEvents.id);
      expect(JSON.stringify(events)).not.toContain(token);
      await db.update(mails).set({ state: 'failed' });
      expect(await listInvitations(contextFor(db, world.ada))).toMatchObject([{ mail: 'failed' }]);
      for (const actor of [world.tom, world.eve, world.dora]) {
        expect(await listInvitations(contextFor(db, actor))).toEqual([]);
      }
    }));
});

describe('declining', () => {
  test('ends the invitation, changes nothing else, and tells the inviter', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const { invitationId } = await invite(db, world, { email: world.dora.email });
      const { token } = await linkOf(db, invitationId);
      expect(await refusalOf(declineInvitation(contextFor(db, world.dan), { token }))).toMatchObject({
        code: 'forbidden',
      });
      await declineInvitation(contextFor(db, world.dora), { token });
      expect(await invitationOf(db, invitationId)).toMatchObject({ status: 'declined' });
      expect(await getInvitation(contextFor(db, world.dora), { token })).toEqual({ state: 'gone' });
      expect(
        await db.$count(mails, and(eq(mails.message, 'invitation-declined'), eq(mails.toUserId, world.ada.userId))),
      ).toBe(1);
      expect(await db.select().from(notifications)).toMatchObject([
        { userId: world.ada.userId, href: '/organization/users' },
      ]);
      expect(await db.$count(teamMembers, eq(teamMembers.userId, world.dora.userId))).toBe(1);
    }));
});

test('an admin who invited finds the person on the admin pages', () =>
  inSandbox(async (db) => {
    const world = await seedWorld(db);
    const anna = await seedAdmin(db, 'Anna', 'admin');
    const { invitationId } = await invite(db, { ...world, ada: anna });
    const { token } = await linkOf(db, invitationId);
    await declineInvitation(contextFor(db), { token });
    expect(await db.select().from(notifications)).toMatchObject([{ userId: anna.userId, href: '/admin/users' }]);
  }));
