import { and, eq, sql } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import type { Database } from '@/db/client';
import { auditEvents, invitations, mails, notifications, oneTimeTokens, settings, teamMembers } from '@/db/schema';
import { contextFor, inSandbox } from '@/test/harness';
import { invite, linkOf, newcomerFields } from '@/test/invitations';
import { refusalOf } from '@/test/refusal-of';
import { seedAdmin, seedWorld } from '@/test/world';
import { peekToken } from '../identity/tokens';
import { acceptAsNewcomer } from './accept-as-newcomer';
import { declineInvitation } from './decline-invitation';
import { getInvitation } from './get-invitation';
import { listInvitations } from './list-invitations';
import { resendInvitation } from './resend-invitation';
import { withdrawInvitation } from './withdraw-invitation';

const invitationOf = async (db: Database, id: string) =>
  (await db.select().from(invitations).where(eq(invitations.id, id))).at(0);

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
