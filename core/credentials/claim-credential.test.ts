import { and, eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { withdrawAccessRequest } from '@/core/access-requests/withdraw';
import { deleteApp } from '@/core/apps/delete-app';
import { anonymous } from '@/core/identity/actor';
import { mintToken } from '@/core/identity/tokens';
import type { Database } from '@/db/client';
import { auditEvents, oneTimeTokens, organizations, settings } from '@/db/schema';
import { contextFor, inSandbox } from '@/test/harness';
import { outcome } from '@/test/outcome';
import { approvedRequest, credentialRow } from '@/test/provisioning';
import { refusalOf } from '@/test/refusal-of';
import { seedApp, seedWorld, type World } from '@/test/world';
import { claimCredential } from './claim-credential';
import { getCredentialForClaim } from './get-credential-for-claim';
import { resendConfirmation } from './resend-confirmation';

async function linked(db: Database, world: World, options: Parameters<typeof approvedRequest>[2] = {}) {
  const made = await approvedRequest(db, world, options);
  const token = await mintToken(db, { purpose: 'confirm_request', subjectId: made.requestId, hours: 24 });
  return { ...made, token };
}

const isUsed = async (db: Database) => (await db.select().from(oneTimeTokens)).some(({ usedAt }) => usedAt !== null);

describe('generating a key', () => {
  test('a member makes it by the link or by the button, and the row knows who it was', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const { credentialId, token } = await linked(db, world);
      const claimed = await claimCredential(contextFor(db, world.tom), { token });
      expect(claimed).toEqual({ credentialId, status: 'provisioning', isNew: true });
      const row = await credentialRow(db, credentialId);
      expect(row).toMatchObject({ status: 'provisioning', claimedBy: world.tom.userId });
      expect(row.lastFour).toHaveLength(4);
      expect(await isUsed(db)).toBe(true);
    }));

  test('a second click, another member and a used link all get the state of the same key [T-29]', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const { credentialId, token } = await linked(db, world);
      await claimCredential(contextFor(db, world.ada), { token });
      const before = await credentialRow(db, credentialId);
      for (const input of [{ token }, { credentialId }]) {
        const again = await claimCredential(contextFor(db, world.tom), input);
        expect(again).toEqual({ credentialId, status: 'provisioning', isNew: false });
      }
      expect(await credentialRow(db, credentialId)).toEqual(before);
      expect((await getCredentialForClaim(contextFor(db, world.ada), { token })).isLinkLive).toBe(false);
    }));

  test('looking at the link changes nothing, however often [T-02] [S-12]', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const { credentialId, token } = await linked(db, world);
      for (let look = 0; look < 3; look += 1) {
        const seen = await getCredentialForClaim(contextFor(db, world.ada), { token });
        expect(seen).toMatchObject({ isLinkLive: true, credential: { id: credentialId, status: 'awaiting_claim' } });
        expect(seen.credential.apis.map(({ name }) => name)).toEqual(['payments', 'weather']);
      }
      expect(await credentialRow(db, credentialId)).toMatchObject({ status: 'awaiting_claim', operation: 0 });
      expect(await isUsed(db)).toBe(false);
    }));

  test('in wrong hands a link looks like one that never was, is not used up, and the try is written down [T-27]', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const { requestId, token } = await linked(db, world);
      const never = 'A'.repeat(43);
      for (const stranger of [world.eve, world.mallory, world.dora, world.ivan, world.olga, world.ursula]) {
        const ctx = contextFor(db, stranger);
        const real = await refusalOf(claimCredential(ctx, { token }));
        expect(real).toEqual(await refusalOf(claimCredential(ctx, { token: never })));
        expect(await outcome(getCredentialForClaim(ctx, { token }))).toBe('not_found');
      }
      expect(await isUsed(db)).toBe(false);
      const [event] = await db
        .select()
        .from(auditEvents)
        .where(eq(auditEvents.event, 'credential.claim_refused'))
        .orderBy(auditEvents.id);
      expect(event).toMatchObject({ subjectId: requestId, actorId: world.eve.userId });
      expect(JSON.stringify(event)).not.toContain(token);
    }));

  test('somebody who is not logged in is asked to, and an admin of the portal never makes a developer’s key [T-27] [T-28]', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const { credentialId, token } = await linked(db, world);
      expect(await outcome(claimCredential(contextFor(db, anonymous), { token }))).toBe('unauthenticated');
      for (const admin of [world.priya, world.alan, world.arun, world.audrey]) {
        expect(await outcome(claimCredential(contextFor(db, admin), { credentialId }))).toBe('forbidden');
        expect(await outcome(getCredentialForClaim(contextFor(db, admin), { token }))).toBe('not_found');
      }
      expect(await credentialRow(db, credentialId)).toMatchObject({ status: 'awaiting_claim' });
    }));

  test('a personal app’s key is its owner’s, also within the organization', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const app = await seedApp(db, world.tom, 'Notes', 'personal');
      const { credentialId } = await linked(db, world, { app, by: world.tom });
      expect(await outcome(claimCredential(contextFor(db, world.ada), { credentialId }))).toBe('not_found');
      expect(await outcome(claimCredential(contextFor(db, world.tom), { credentialId }))).toBe('ok');
    }));

  test('it is too late once the request, the app or the organization is gone [T-30] [Z-11]', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const ada = contextFor(db, world.ada);
      const withdrawn = await linked(db, world);
      await withdrawAccessRequest(contextFor(db, world.priya), { requestId: withdrawn.requestId, reason: 'No more' });
      expect(await outcome(claimCredential(ada, withdrawn))).toBe('conflict');

      const app = await seedApp(db, world.ada, 'Old', 'organization');
      const deleted = await linked(db, world, { app });
      await deleteApp(ada, { appId: app.id });
      expect(await outcome(claimCredential(ada, { token: deleted.token }))).toBe('not_found');

      const suspended = await linked(db, world);
      await db.update(organizations).set({ status: 'suspended' }).where(eq(organizations.id, world.acme.id));
      expect(await outcome(claimCredential(ada, { credentialId: suspended.credentialId }))).toBe('conflict');
    }));

  test('an expired link gives nothing, but the button on the app’s page still does [T-31]', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const { credentialId, token } = await linked(db, world);
      await db.update(oneTimeTokens).set({ expiresAt: new Date(Date.now() - 3_600_000) });
      const ada = contextFor(db, world.ada);
      expect(await outcome(claimCredential(ada, { token }))).toBe('conflict');
      expect(await credentialRow(db, credentialId)).toMatchObject({ status: 'awaiting_claim' });
      expect(await outcome(claimCredential(ada, { credentialId }))).toBe('ok');
    }));

  test('the link is sent again to the person who asked, not more than three times an hour [T-31]', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const { credentialId } = await linked(db, world);
      const tom = contextFor(db, world.tom);
      for (let time = 0; time < 3; time += 1)
        expect(await outcome(resendConfirmation(tom, { credentialId }))).toBe('ok');
      expect(await outcome(resendConfirmation(tom, { credentialId }))).toBe('too_many');
      expect(await outcome(resendConfirmation(contextFor(db, world.eve), { credentialId }))).toBe('not_found');
      expect(await outcome(resendConfirmation(contextFor(db, world.audrey), { credentialId }))).toBe('forbidden');
    }));
});

test('the settings decide how long a key settles, unless its plan does', () =>
  inSandbox(async (db) => {
    const world = await seedWorld(db);
    await db.update(settings).set({ settleSeconds: 7 });
    const byPortal = await linked(db, world);
    const byPlan = await linked(db, world, { terms: { settleSeconds: 90 } });
    expect((await credentialRow(db, byPortal.credentialId)).wanted.settleSeconds).toBe(7);
    expect((await credentialRow(db, byPlan.credentialId)).wanted.settleSeconds).toBe(90);
    const events = and(eq(auditEvents.event, 'credential.prepared'), eq(auditEvents.subjectId, byPlan.credentialId));
    expect(await db.select().from(auditEvents).where(events).orderBy(auditEvents.id)).toHaveLength(1);
  }));
