import { and, eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import type { Database } from '@/db/client';
import { invitations, mails, organizations, throttles, users } from '@/db/schema';
import { contextFor, inSandbox } from '@/test/harness';
import { invite } from '@/test/invitations';
import { refusalOf } from '@/test/refusal-of';
import { seedWorld } from '@/test/world';
import { inviteMany } from './invite-many';
import { inviteTeammate } from './invite-teammate';

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
