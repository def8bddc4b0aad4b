import { eq, sql } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { newId } from '@/db/ids';
import { mails, organizationContacts, organizations, sessions } from '@/db/schema';
import { outcome } from '@/test/outcome';
import { approvedRequest, callWith } from '@/test/provisioning';
import { provisioningStage, type Stage } from '@/test/provisioning-stage';
import { seedRequest } from '@/test/requests';
import { approveAccessRequest } from '../access-requests/approve';
import { claimCredential } from '../credentials/claim-credential';
import { suspendCredential } from '../credentials/suspend-credential';
import { isActiveDeveloper } from '../identity/actor';
import { loadActor } from '../identity/load-actor';
import { resumeOrganization } from './resume-organization';
import { suspendOrganization } from './suspend-organization';

const onStage = provisioningStage();
const reason = 'An unpaid bill';
/** What the gateway answers to a key that is kept expired. */
const REFUSED = 401;

const suspend = ({ as, world }: Stage) =>
  suspendOrganization(as(world.alan), { organizationId: world.acme.id, reason });
const resume = ({ as, world }: Stage) => resumeOrganization(as(world.alan), { organizationId: world.acme.id });
const mailsOf = async ({ db }: Stage, message: string) =>
  (await db.select().from(mails).where(eq(mails.message, message)).orderBy(mails.id)).map(
    ({ toUserId, toAddress }) => toUserId ?? toAddress,
  );

async function openSession({ db }: Stage, { userId }: { userId: string }): Promise<string> {
  const id = newId();
  await db.insert(sessions).values({ id, userId, expiresAt: new Date(Date.now() + 86_400_000) });
  return id;
}

describe('suspending an organization', () => {
  test('ends the sessions of its people, stops its keys at the gateway, and tells its super admins and contact [I-09] [K-16]', () =>
    onStage(async (stage) => {
      const { db, world, gateway } = stage;
      const { key } = await stage.activeKey();
      const [ofTom, ofEve] = [await openSession(stage, world.tom), await openSession(stage, world.eve)];
      const contact = {
        organizationId: world.acme.id,
        kind: 'security' as const,
        name: 'CERT',
        email: 'cert@acme.test',
      };
      await db.insert(organizationContacts).values(contact);
      await suspend(stage);
      await stage.settle();
      expect(await loadActor(db, ofTom)).toEqual({ kind: 'anonymous' });
      expect(await loadActor(db, ofEve)).toMatchObject({ kind: 'developer' });
      expect(await callWith(gateway, key)).toBe(REFUSED);
      expect(await mailsOf(stage, 'organization-suspended')).toEqual([world.ada.userId, 'cert@acme.test']);
      const again = await loadActor(db, await openSession(stage, world.tom));
      expect(isActiveDeveloper(again)).toBe(false);
      expect(await outcome(suspend(stage))).toBe('conflict');
    }));

  test('resuming brings back exactly the keys that it stopped, with what they had', () =>
    onStage(async (stage) => {
      const { world, gateway } = stage;
      const stopped = await stage.activeKey();
      const blocked = await stage.activeKey();
      await suspendCredential(stage.as(world.alan), blocked);
      await suspend(stage);
      await stage.settle();
      expect([await callWith(gateway, stopped.key), await callWith(gateway, blocked.key)]).toEqual([REFUSED, REFUSED]);
      await resume(stage);
      await stage.settle();
      expect([await callWith(gateway, stopped.key), await callWith(gateway, blocked.key)]).toEqual([200, REFUSED]);
      expect(await mailsOf(stage, 'organization-resumed')).toEqual([world.ada.userId]);
      expect(await outcome(resume(stage))).toBe('conflict');
    }));

  // Let activate() in credentials/sync/activate.ts forget `stopped` and this must fail.
  test('a key that was on its way is born suspended, and comes with the resumption', () =>
    onStage(async (stage) => {
      const { db, world } = stage;
      const made = await approvedRequest(db, world);
      await claimCredential(stage.as(world.ada), made);
      await suspend(stage);
      await stage.settle();
      const born = await stage.row(made.credentialId);
      expect(born).toMatchObject({ status: 'active', suspendedBy: world.alan.userId });
      expect(born.suspendedAt).not.toBeNull();
      await resume(stage);
      await stage.settle();
      expect(await stage.row(made.credentialId)).toMatchObject({ status: 'active', suspendedAt: null });
    }));

  test('while keys are being made leaves none that works [R-10]', () =>
    onStage(async (stage) => {
      const { db, world } = stage;
      const made = [
        await approvedRequest(db, world),
        await approvedRequest(db, world),
        await approvedRequest(db, world),
      ];
      for (const { credentialId } of made) await claimCredential(stage.as(world.ada), { credentialId });
      await Promise.all([suspend(stage), ...made.map(({ credentialId }) => stage.sync(credentialId))]);
      await stage.settle();
      const working = sql`status = 'active' and suspended_at is null`;
      const rows = await db.execute(sql`select id from credentials where ${working}`);
      expect(rows.rows).toEqual([]);
    }));

  test('its requests wait: nobody can approve one until it is resumed', () =>
    onStage(async (stage) => {
      const { db, world } = stage;
      const { requestId } = await seedRequest(db, world);
      await suspend(stage);
      const [row] = await db.select().from(organizations).where(eq(organizations.id, world.acme.id));
      expect(row).toMatchObject({ status: 'suspended', decisionReason: reason });
      expect(await outcome(approveAccessRequest(stage.as(world.alan), { requestId }))).toBe('conflict');
    }));

  test('needs a reason, and is never done to the default organization', () =>
    onStage(async ({ as, world }) => {
      const ctx = as(world.alan);
      const { acme, defaultOrganization } = world;
      expect(await outcome(suspendOrganization(ctx, { organizationId: acme.id, reason: ' ' }))).toBe('invalid');
      expect(await outcome(suspendOrganization(ctx, { organizationId: defaultOrganization.id, reason }))).toBe(
        'conflict',
      );
    }));
});
