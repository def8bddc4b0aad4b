import { and, eq, isNull } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import type { Database } from '@/db/client';
import { newId } from '@/db/ids';
import { accessRequests, apps, auditEvents, credentials, invitations, mails, teamMembers, users } from '@/db/schema';
import { contextFor, inSandbox } from '@/test/harness';
import { seedInvitation, seedKey, unownedApps } from '@/test/leaving';
import { outcome } from '@/test/outcome';
import { seedRequest } from '@/test/requests';
import { seedApp, seedDeveloper, seedSession, seedWorld } from '@/test/world';
import { regenerateCredential } from '../credentials/regenerate-credential';
import { revealCredential } from '../credentials/reveal-credential';
import { loadActor } from '../identity/load-actor';
import { getLeavingEffects } from './get-leaving-effects';
import { removeMember } from './remove-member';

const ownerOf = async (db: Database, appId: string) =>
  (await db.select({ ownerId: apps.ownerId, deletedAt: apps.deletedAt }).from(apps).where(eq(apps.id, appId))).at(0);
const keysOf = (db: Database, appId: string) =>
  db
    .select({ id: credentials.id, status: credentials.status, graceSeconds: credentials.graceSeconds })
    .from(credentials)
    .where(eq(credentials.appId, appId))
    .orderBy(credentials.generation);
const metadataOf = async (db: Database, id: string) =>
  (await db.select({ wanted: credentials.wanted }).from(credentials).where(eq(credentials.id, id))).at(0)?.wanted
    .metadata;

describe('removeMember', () => {
  test('sends the person to the default organization with nothing: no session, no team, no app [A-14] [I-06]', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const { ada, tom, defaultOrganization } = world;
      const app = await seedApp(db, tom, 'Tally', 'personal');
      await seedSession(db, tom);

      await removeMember(contextFor(db, ada), { userId: tom.userId, apps: [] });

      expect(await loadActor(db, tom.sessionId)).toEqual({ kind: 'anonymous' });
      const next = { ...tom, sessionId: newId() };
      await seedSession(db, next);
      expect(await loadActor(db, next.sessionId)).toMatchObject({
        role: 'team_member',
        organization: { id: defaultOrganization.id },
      });
      expect(await db.$count(teamMembers, eq(teamMembers.userId, tom.userId))).toBe(1);
      expect(await ownerOf(db, app.id)).toEqual({ ownerId: ada.userId, deletedAt: null });
      expect(await db.$count(apps, and(eq(apps.ownerId, tom.userId), isNull(apps.deletedAt)))).toBe(0);
      const told = await db.select().from(mails).where(eq(mails.message, 'member-removed'));
      expect(told).toMatchObject([{ toUserId: tom.userId, subjectId: world.acme.id }]);
    }));

  test('each app gets what was chosen for it: a colleague, new keys, or its end [I-08]', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const { ada, tom, acme } = world;
      const cleo = await seedDeveloper(db, 'Cleo', acme, 'team_member');
      const [given, renewed, ended] = [
        await seedKey(db, world, { by: tom, app: 'Given' }),
        await seedKey(db, world, { by: tom, app: 'Renewed' }),
        await seedKey(db, world, { by: tom, app: 'Ended' }),
      ];

      const { credentialIds } = await removeMember(contextFor(db, ada), {
        userId: tom.userId,
        apps: [
          { appId: given.appId, choice: 'hand_over', toUserId: cleo.userId },
          { appId: renewed.appId, choice: 'regenerate' },
          { appId: ended.appId, choice: 'end' },
        ],
      });

      expect((await ownerOf(db, given.appId))?.ownerId).toBe(cleo.userId);
      expect((await ownerOf(db, renewed.appId))?.ownerId).toBe(ada.userId);
      expect((await ownerOf(db, ended.appId))?.deletedAt).not.toBeNull();
      expect(await keysOf(db, given.appId)).toMatchObject([{ status: 'active' }]);
      expect(await keysOf(db, renewed.appId)).toMatchObject([
        { status: 'active' },
        { status: 'provisioning', graceSeconds: 0 },
      ]);
      expect(await keysOf(db, ended.appId)).toMatchObject([{ status: 'revoking' }]);
      expect(credentialIds).toHaveLength(2);
      expect(await unownedApps(db)).toEqual([]);
    }));

  test('what they asked for is the new owner’s, also in the mails and in what the keys say', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const { ada, tom } = world;
      const { requestId, credentialId } = await seedKey(db, world, { by: tom, app: 'Tally' });
      expect(await metadataOf(db, credentialId)).toMatchObject({ developer_id: tom.userId });

      await removeMember(contextFor(db, ada), { userId: tom.userId, apps: [] });

      const [request] = await db.select().from(accessRequests).where(eq(accessRequests.id, requestId));
      expect(request?.requestedBy).toBe(ada.userId);
      expect(await metadataOf(db, credentialId)).toMatchObject({
        developer_id: ada.userId,
        developer_email: ada.email,
      });
      const [key] = await db.select().from(credentials).where(eq(credentials.id, credentialId));
      // Or the mail that it was revoked some day would go to Tom.
      expect(key?.claimedBy).toBeNull();
      const waiting = and(eq(mails.state, 'queued'), eq(mails.toUserId, tom.userId), eq(mails.subjectId, requestId));
      expect(await db.$count(mails, waiting)).toBe(0);
    }));

  test('keys of others that they were shown are offered, and must all be decided about [I-08] [K-17]', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const { ada, tom, ledger } = world;
      const shown = await seedKey(db, world, { by: ada, app: ledger, revealedBy: tom });
      const unseen = await seedKey(db, world, { by: ada, app: 'Unseen', revealedBy: ada });
      const ctx = contextFor(db, ada);

      const { heldKeys } = await getLeavingEffects(ctx, { userId: tom.userId });
      expect(heldKeys.map(({ id }) => id)).toEqual([shown.credentialId]);
      // He looks at another one while Ada reads the page.
      await revealCredential(contextFor(db, tom), { credentialId: unseen.credentialId });
      const keys = [{ credentialId: shown.credentialId, choice: 'regenerate' as const }];
      expect(await outcome(removeMember(ctx, { userId: tom.userId, apps: [], keys }))).toBe('conflict');

      await removeMember(ctx, {
        userId: tom.userId,
        apps: [],
        keys: [...keys, { credentialId: unseen.credentialId, choice: 'keep' }],
      });
      expect(await keysOf(db, shown.appId)).toMatchObject([{ status: 'active' }, { status: 'provisioning' }]);
      expect(await keysOf(db, unseen.appId)).toHaveLength(1);
    }));

  test('requests that wait are cancelled or handed over, invitations kept or withdrawn', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const { ada, acme } = world;
      const sam = await seedDeveloper(db, 'Sam', acme, 'super_admin');
      const kept = await seedRequest(db, world, { by: sam, app: 'Kept' });
      const dropped = await seedRequest(db, world, { by: sam, app: 'Dropped' });
      const { invitationId } = await seedInvitation(db, world, sam);

      await removeMember(contextFor(db, ada), {
        userId: sam.userId,
        apps: [],
        cancelRequestIds: [dropped.requestId],
        invitations: 'withdraw',
      });

      const requests = await db.select().from(accessRequests);
      expect(requests.find(({ id }) => id === kept.requestId)).toMatchObject({
        status: 'pending',
        requestedBy: ada.userId,
      });
      expect(requests.find(({ id }) => id === dropped.requestId)).toMatchObject({ status: 'cancelled' });
      const [invitation] = await db.select().from(invitations).where(eq(invitations.id, invitationId));
      expect(invitation?.status).toBe('withdrawn');
    }));

  test('a key that is being replaced already leaves nothing of the old one', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const { ada, tom } = world;
      const { appId, credentialId } = await seedKey(db, world, { by: tom, app: 'Tally' });
      await regenerateCredential(contextFor(db, tom), { credentialId, grace: '7d' });
      await removeMember(contextFor(db, ada), { userId: tom.userId, apps: [{ appId, choice: 'regenerate' }] });
      // The one that is being made ends the old one without grace.
      expect(await keysOf(db, appId)).toMatchObject([
        { status: 'active' },
        { status: 'provisioning', graceSeconds: 0 },
      ]);
    }));

  test('a replacement that failed gives way to another, and a key that nobody named stays', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const { ada, tom } = world;
      const failed = await seedKey(db, world, { by: tom, app: 'Tally' });
      const other = await seedKey(db, world, { by: tom, app: 'Other' });
      const { credentialId } = await regenerateCredential(contextFor(db, tom), { ...failed, grace: '7d' });
      await db.update(credentials).set({ status: 'failed' }).where(eq(credentials.id, credentialId));
      await removeMember(contextFor(db, ada), {
        userId: tom.userId,
        apps: [{ appId: failed.appId, choice: 'regenerate' }],
      });
      const statuses = (await keysOf(db, failed.appId)).map(({ status }) => status);
      expect(statuses).toEqual(['active', 'revoking', 'provisioning']);
      expect(await keysOf(db, other.appId)).toMatchObject([{ status: 'active' }]);
    }));

  test('a key in its grace period that they knew ends now, and the new one that they do not know stays', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const { ada, tom, ledger } = world;
      const shown = await seedKey(db, world, { by: ada, app: ledger, revealedBy: tom });
      const next = await regenerateCredential(contextFor(db, ada), { ...shown, grace: '7d' });
      const soon = new Date(Date.now() + 86_400_000);
      await db
        .update(credentials)
        .set({ retiringAt: new Date(), endsAt: soon })
        .where(eq(credentials.id, shown.credentialId));
      const digest = Buffer.from('another key');
      await db
        .update(credentials)
        .set({ status: 'active', activeAt: new Date(), keyDigest: digest })
        .where(eq(credentials.id, next.credentialId));
      await removeMember(contextFor(db, ada), {
        userId: tom.userId,
        apps: [],
        keys: [{ credentialId: shown.credentialId, choice: 'regenerate' }],
      });
      expect(await keysOf(db, ledger.id)).toMatchObject([{ status: 'revoking' }, { status: 'active' }]);
    }));

  test('refuses oneself, the last super admin, people who belong nowhere, and heirs from elsewhere', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const { ada, tom, dora, eve, alan, acme } = world;
      const by = (actor: typeof ada | typeof alan, userId: string, toUserId?: string) =>
        outcome(removeMember(contextFor(db, actor), { userId, apps: [], toUserId }));
      expect(await by(ada, ada.userId)).toBe('conflict');
      expect(await by(alan, ada.userId)).toBe('conflict');
      expect(await by(alan, dora.userId)).toBe('conflict');
      expect(await by(ada, eve.userId)).toBe('not_found');
      expect(await by(ada, 'nonsense')).toBe('not_found');
      expect(await by(ada, tom.userId, eve.userId)).toBe('invalid');
      expect(await db.$count(users, eq(users.organizationId, acme.id))).toBe(3);
      expect(await db.$count(auditEvents, eq(auditEvents.event, 'member.removed'))).toBe(0);
    }));
});
