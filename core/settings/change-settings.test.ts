import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import type { Actor } from '@/core/identity/actor';
import { auditEvents } from '@/db/schema';
import { contextFor, inSandbox, unboxed } from '@/test/harness';
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
      expect(after.requestFields).toEqual([{ name: 'why', label: 'Why?', kind: 'long_text', required: true }]);
      const [event] = await db.select().from(auditEvents).where(eq(auditEvents.event, 'settings.changed'));
      expect(event?.detail).toMatchObject({ changes: { registration: { from: 'open', to: 'invitation' } } });
      expect(event?.detail).not.toHaveProperty('changes.autoApproveOrganizations');
    }));

  test('only those who run the portal may change them', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const may = async (actor: Actor) =>
        changeGeneralSettings(contextFor(db, actor), { ...general, version: (await readSettings(db)).version })
          .then(() => true)
          .catch((error: { code: string }) => error.code);
      const outcomes: Record<string, unknown> = {};
      for (const [name, actor] of Object.entries(castOf(world))) outcomes[name] = await may(actor);
      const allowed = Object.keys(outcomes).filter((name) => outcomes[name] === true);
      expect(allowed).toEqual(['priya', 'alan']);
      expect(new Set(Object.values(outcomes))).toEqual(new Set([true, 'forbidden']));
    }));

  test('what is out of bounds is refused beside its field', () =>
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
      await expect(changeGeneralSettings(ctx, { ...general, portalName: ' ', version: 1 })).rejects.toMatchObject({
        fieldErrors: { portalName: [expect.stringContaining('1 to 60')] },
      });
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
