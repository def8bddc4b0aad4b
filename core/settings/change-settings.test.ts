import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import type { Actor } from '@/core/identity/actor';
import { auditEvents, totpFactors } from '@/db/schema';
import { contextFor, inSandbox, unboxed } from '@/test/harness';
import { outcome } from '@/test/outcome';
import { castOf, seedWorld } from '@/test/world';
import { changeGeneralSettings, type GeneralSettings } from './change-general';
import { changeRequestSettings } from './change-requests';
import { readSettings } from './read';

const general: GeneralSettings = {
  portalName: 'Acme developers',
  signedInOnly: false,
  registration: 'invitation',
  allowedDomains: ['acme.com'],
  refusedDomains: [],
  autoApproveDevelopers: true,
  terms: 'Be **kind**.',
  organizationsMayRegister: true,
  autoApproveOrganizations: false,
  invitationDays: 3,
  organizationCloseDays: 0,
  adminsNeedSecondFactor: false,
};
const requests = {
  keyDelivery: 'plain',
  reveal: 'once',
  settleSeconds: 60,
  confirmLinkDays: 3,
  decidedBy: 'third_party',
  unclaimedDays: 10,
  remindDecidersDays: 2,
  expiryMailDays: 7,
  reviewEveryDays: 90,
  unusedKeyDays: 60,
  requestFields: [{ label: 'Why?', kind: 'long_text', required: true }],
} as const;

describe('settings', () => {
  test('an admin changes them, and the audit log says what from what to what', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      await changeGeneralSettings(contextFor(db, world.alan), { ...general, version: 1 });
      await changeRequestSettings(contextFor(db, world.alan), { ...requests, version: 2 });

      const after = await readSettings(db);
      expect(after).toMatchObject({ ...general, keyDelivery: 'plain', reveal: 'once', settleSeconds: 60, version: 3 });
      expect(after).toMatchObject({
        decidedBy: 'third_party',
        unclaimedDays: 10,
        remindDecidersDays: 2,
        unusedKeyDays: 60,
      });
      expect(after.requestFields).toEqual([{ name: 'why', label: 'Why?', kind: 'long_text', required: true }]);
      const [event] = await db
        .select()
        .from(auditEvents)
        .where(eq(auditEvents.event, 'settings.changed'))
        .orderBy(auditEvents.id);
      expect(event?.detail).toMatchObject({ changes: { registration: { from: 'open', to: 'invitation' } } });
      expect(event?.detail).not.toHaveProperty('changes.autoApproveOrganizations');
    }));

  test('only those who run the portal may change them', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const may = async (actor: Actor) =>
        outcome(
          changeGeneralSettings(contextFor(db, actor), { ...general, version: (await readSettings(db)).version }),
        );
      const outcomes: Record<string, unknown> = {};
      for (const [name, actor] of Object.entries(castOf(world))) outcomes[name] = await may(actor);
      const allowed = Object.keys(outcomes).filter((name) => outcomes[name] === 'ok');
      expect(allowed).toEqual(['priya', 'alan']);
      expect(new Set(Object.values(outcomes))).toEqual(new Set(['ok', 'forbidden']));
    }));

  test('what is out of bounds is refused beside its field [V-13]', () =>
    inSandbox(async (db) => {
      const { alan } = await seedWorld(db);
      const ctx = contextFor(db, alan);
      const change = (more: object) => changeRequestSettings(ctx, { ...requests, ...more, version: 1 });
      await expect(change({ settleSeconds: 3601 })).rejects.toMatchObject({
        fieldErrors: { settleSeconds: [expect.stringContaining('3600')] },
      });
      await expect(change({ confirmLinkDays: 0 })).rejects.toMatchObject({
        fieldErrors: { confirmLinkDays: [expect.stringContaining('1 to')] },
      });
      for (const [name, value] of Object.entries({
        unclaimedDays: 366,
        remindDecidersDays: -1,
        expiryMailDays: 0,
        reviewEveryDays: 731,
        unusedKeyDays: 0.5,
      })) {
        await expect(change({ [name]: value })).rejects.toMatchObject({
          fieldErrors: { [name]: [expect.stringContaining(' to ')] },
        });
      }
      await expect(changeGeneralSettings(ctx, { ...general, portalName: ' ', version: 1 })).rejects.toMatchObject({
        fieldErrors: { portalName: [expect.stringContaining('1 to 60')] },
      });
    }));

  test('days, terms and domains have bounds, and domains are folded', () =>
    inSandbox(async (db) => {
      const { alan } = await seedWorld(db);
      const ctx = contextFor(db, alan);
      const change = (more: Partial<GeneralSettings>) =>
        changeGeneralSettings(ctx, { ...general, ...more, version: 1 });
      const refused = (field: string) => ({ code: 'invalid', fieldErrors: { [field]: [expect.any(String)] } });
      await expect(change({ invitationDays: 0 })).rejects.toMatchObject(refused('invitationDays'));
      await expect(change({ invitationDays: 31 })).rejects.toMatchObject(refused('invitationDays'));
      await expect(change({ organizationCloseDays: 91 })).rejects.toMatchObject(refused('organizationCloseDays'));
      await expect(change({ terms: 'x'.repeat(30_001) })).rejects.toMatchObject(refused('terms'));
      await expect(change({ allowedDomains: ['nonsense'] })).rejects.toMatchObject(refused('allowedDomains'));
      await change({ allowedDomains: ['ACME.com', ' '], terms: ' Be kind.\r\n' });
      expect(await readSettings(db)).toMatchObject({ allowedDomains: ['acme.com'], terms: 'Be kind.' });
    }));

  // Delete requireOwnFactor from changeGeneralSettings and this must fail.
  test('only an admin who has a second factor may demand one of all; it stays when others save the page', () =>
    inSandbox(async (db) => {
      const { alan, priya } = await seedWorld(db);
      const demand = (actor: Actor, version: number) =>
        changeGeneralSettings(contextFor(db, actor), { ...general, adminsNeedSecondFactor: true, version });
      const refused = { fieldErrors: { adminsNeedSecondFactor: [expect.stringContaining('yourself first')] } };
      await expect(demand(alan, 1)).rejects.toMatchObject(refused);
      await db.insert(totpFactors).values({ userId: alan.userId, secretSealed: Buffer.from('sealed') });
      await expect(demand(alan, 1)).rejects.toMatchObject(refused);
      await db.update(totpFactors).set({ confirmedAt: new Date() });
      await demand(alan, 1);
      await demand(priya, 2);
      expect((await readSettings(db)).adminsNeedSecondFactor).toBe(true);
    }));

  // Delete the version from changeSettings' where and this must fail.
  test('of many admins who save the same page at once one wins and the others are told', () =>
    unboxed(async (db) => {
      const { alan } = await seedWorld(db);
      const saves = Array.from({ length: 8 }, (_, number) =>
        changeGeneralSettings(contextFor(db, alan), { ...general, portalName: `Portal ${number}`, version: 1 }),
      );
      const outcomes = await Promise.allSettled(saves);
      expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      for (const outcome of outcomes) {
        if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ code: 'conflict' });
      }
      expect((await readSettings(db)).version).toBe(2);
    }));
});
