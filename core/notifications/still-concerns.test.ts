import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import type { Database } from '@/db/client';
import { joinRequests, organizationDomains, users } from '@/db/schema';
import { contextFor, inSandbox } from '@/test/harness';
import { seedInvitation, seedKey } from '@/test/leaving';
import { seedDeveloper, seedWorld, type World } from '@/test/world';
import { submitJoinRequest } from '../join-requests/submit-join-request';
import { changeMember } from '../members/change-member';
import { deactivateDeveloper } from '../members/deactivate-developer';
import { removeMember } from '../members/remove-member';
import type { MessageName } from '../ports/messages';
import { stillConcerns } from './still-concerns';

const asked = (db: Database, userId: string) => (message: MessageName, subjectId: string) =>
  stillConcerns(db, { message, subjectId }, userId);

describe('what was ordered for somebody who has gone since', () => {
  // Leave the question out of readRecipient in send-mail.ts, and an admin who sends a mail again mails them a key.
  test('a key and what is said of it is not told to who was removed from its organization', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const { tom, ada } = world;
      const { credentialId, requestId } = await seedKey(db, world, { by: tom, app: 'Tally' });
      const isFor = asked(db, tom.userId);
      expect(await isFor('request-approved-key', credentialId)).toBe(true);
      expect(await isFor('request-approved-confirm', requestId)).toBe(true);
      await removeMember(contextFor(db, ada), { userId: tom.userId, apps: [] });
      expect(await isFor('request-approved-key', credentialId)).toBe(false);
      expect(await isFor('key-ready', credentialId)).toBe(false);
      expect(await isFor('request-approved-confirm', requestId)).toBe(false);
      expect(await asked(db, ada.userId)('request-approved-key', credentialId)).toBe(true);
    }));

  test('nor to a colleague from whom the app is hidden; the owner of an app that has ended hears of its keys', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const { tom, ada } = world;
      const { credentialId, appId } = await seedKey(db, world, { by: tom, app: 'Tally' });
      const isFor = asked(db, ada.userId);
      expect(await isFor('key-ready', credentialId)).toBe(true);
      await db.execute(`update apps set visibility = 'personal' where id = '${appId}'`);
      expect(await isFor('key-ready', credentialId)).toBe(false);
      await removeMember(contextFor(db, ada), { userId: tom.userId, apps: [{ appId, choice: 'end' }] });
      expect(await asked(db, tom.userId)('key-revoked', credentialId)).toBe(true);
    }));

  test('who asks to join is told to nobody but super admins, as they are now', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const { acme, dora, ada } = world;
      await seedDeveloper(db, 'Sue', acme, 'super_admin');
      const [, domain = ''] = dora.email.split('@');
      await db.insert(organizationDomains).values({ domain, organizationId: acme.id });
      const { joinRequestId } = await submitJoinRequest(contextFor(db, dora), { organizationId: acme.id });
      const { invitationId } = await seedInvitation(db, world, ada);
      const isFor = asked(db, ada.userId);
      const matters = [
        ['join-request-to-decide', joinRequestId],
        ['invitation-accepted', invitationId],
        ['organization-closing', acme.id],
      ] as const;
      for (const [message, id] of matters) expect(await isFor(message, id), message).toBe(true);
      const demotion = { ...ada, role: 'team_member', teamIds: [] } as const;
      await changeMember(contextFor(db, world.alan), demotion);
      for (const [message, id] of matters) expect(await isFor(message, id), message).toBe(false);
      expect(await db.$count(joinRequests)).toBe(1);
    }));

  test('what waits for a decision is not told to an admin who decides nothing any more', () =>
    inSandbox(async (db) => {
      const { alan, penny } = await seedWorld(db);
      const isFor = asked(db, alan.userId);
      expect(await isFor('registration-to-decide', penny.userId)).toBe(true);
      await db.update(users).set({ adminRole: 'auditor' }).where(eq(users.id, alan.userId));
      expect(await isFor('registration-to-decide', penny.userId)).toBe(false);
    }));

  test('who is deactivated hears of nothing but that', () =>
    inSandbox(async (db) => {
      const world: World = await seedWorld(db);
      const { tom, alan } = world;
      const isFor = asked(db, tom.userId);
      expect(await isFor('account-deactivated', tom.userId)).toBe(false);
      await deactivateDeveloper(contextFor(db, alan), { userId: tom.userId });
      expect(await isFor('account-deactivated', tom.userId)).toBe(true);
      for (const message of ['password-changed', 'member-removed', 'address-already-known'] as const) {
        expect(await isFor(message, tom.userId), message).toBe(false);
      }
      await db.update(users).set({ deletedAt: new Date() }).where(eq(users.id, tom.userId));
      expect(await isFor('account-deactivated', tom.userId)).toBe(false);
    }));
});
