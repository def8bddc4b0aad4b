import { and, eq, isNotNull } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import type { Database } from '@/db/client';
import { apps, credentials, inviteCodeRedemptions, mails, sessions, users } from '@/db/schema';
import { contextFor, inSandbox } from '@/test/harness';
import { seedInvitation, seedKey, unownedApps } from '@/test/leaving';
import { outcome } from '@/test/outcome';
import { seedApp, seedSession, seedWorld } from '@/test/world';
import { loadActor } from '../identity/load-actor';
import { register } from '../identity/register';
import { deleteOwnAccount } from './delete-own-account';
import { deleteUser } from './delete-user';
import { exportMyData } from './export-my-data';
import { getLeavingEffects } from './get-leaving-effects';

const rowOf = async (db: Database, id: string) => (await db.select().from(users).where(eq(users.id, id))).at(0);

describe('deleteUser', () => {
  test('leaves a tombstone that says nothing of the person, and tells the old address [L-04]', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const { tom, alan, defaultOrganization } = world;
      await seedSession(db, tom);
      await db.update(sessions).set({ ip: '192.0.2.7', userAgent: 'A browser' }).where(eq(sessions.userId, tom.userId));
      await db
        .update(users)
        .set({ signUpValues: { company: 'Acme' }, passwordHash: 'x' })
        .where(eq(users.id, tom.userId));

      await deleteUser(contextFor(db, alan), { userId: tom.userId, apps: 'hand_over' });

      const left = await rowOf(db, tom.userId);
      expect(left).toMatchObject({
        email: `deleted-${tom.userId}@deleted.invalid`,
        firstName: 'Deleted',
        lastName: 'user',
        status: 'inactive',
        passwordHash: null,
        signUpValues: {},
        lastSeenAt: null,
        organizationId: defaultOrganization.id,
        organizationRole: 'team_member',
      });
      expect(JSON.stringify(left)).not.toContain('Tom');
      expect(await loadActor(db, tom.sessionId)).toEqual({ kind: 'anonymous' });
      expect(await db.select({ ip: sessions.ip }).from(sessions).where(eq(sessions.userId, tom.userId))).toEqual([
        { ip: '' },
      ]);
      const [told] = await db.select().from(mails).where(eq(mails.message, 'account-deleted'));
      expect(told).toMatchObject({ toAddress: tom.email, toUserId: null, facts: { firstName: 'Tom' } });
      const again = await outcome(deleteUser(contextFor(db, alan), { userId: tom.userId, apps: 'end' }));
      expect(again).toBe('not_found');
    }));

  test('apps of an organization go to a super admin with their keys, or end with them', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const { ada, tom, dora, alan } = world;
      const kept = await seedKey(db, world, { by: tom, app: 'Kept' });
      const ended = await seedKey(db, world, { by: dora, app: 'Ended' });
      const ctx = contextFor(db, alan);
      expect(await outcome(deleteUser(ctx, { userId: dora.userId, apps: 'hand_over' }))).toBe('invalid');
      await deleteUser(ctx, { userId: tom.userId, apps: 'hand_over' });
      const { credentialIds } = await deleteUser(ctx, { userId: dora.userId, apps: 'end' });

      expect(credentialIds).toEqual([ended.credentialId]);
      const keys = await db.select().from(credentials);
      const key = (id: string) => keys.find((row) => row.id === id);
      expect(key(kept.credentialId)).toMatchObject({ status: 'active', claimedBy: null });
      expect(key(kept.credentialId)?.wanted.metadata).toMatchObject({ developer_email: ada.email });
      expect(key(ended.credentialId)?.status).toBe('revoking');
      // What dies says no more whose it was.
      expect(JSON.stringify(key(ended.credentialId)?.wanted)).not.toContain(dora.email);
      expect(await db.$count(apps, and(eq(apps.ownerId, dora.userId), isNotNull(apps.deletedAt)))).toBe(1);
      expect(await unownedApps(db)).toEqual([]);
    }));

  test('the address is free again: it can register, and no invitation of before waits for it', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const { ada, dora, alan } = world;
      await seedInvitation(db, world, ada, dora.email);
      await deleteUser(contextFor(db, alan), { userId: dora.userId, apps: 'end' });
      await register(contextFor(db), {
        email: dora.email,
        password: 'a harbour with nine lanterns',
        firstName: 'Dora',
        lastName: 'Again',
        inviteCode: '',
        signUp: {},
        acceptsTerms: true,
      });
      const [again] = await db.select().from(users).where(eq(users.email, dora.email));
      expect(again).toMatchObject({ lastName: 'Again', status: 'unverified' });
      expect(again?.id).not.toBe(dora.userId);
      const { rows } = await db.execute(`select status, email, first_name from invitations`);
      expect(rows).toEqual([
        { status: 'withdrawn', email: `deleted-${dora.userId}@deleted.invalid`, first_name: 'Deleted' },
      ]);
    }));

  test('the last super admin stays, and a code’s slot is not given back', () =>
    inSandbox(async (db) => {
      const { ada, alan } = await seedWorld(db);
      const refused = await outcome(deleteUser(contextFor(db, alan), { userId: ada.userId, apps: 'end' }));
      expect(refused).toBe('conflict');
      expect(await db.$count(inviteCodeRedemptions, isNotNull(inviteCodeRedemptions.givenBackAt))).toBe(0);
    }));
});

describe('deleteOwnAccount', () => {
  test('wants a fresh proof and the address or DELETE', () =>
    inSandbox(async (db) => {
      const { tom, alan } = await seedWorld(db);
      const ctx = contextFor(db, tom);
      expect(await outcome(deleteOwnAccount(ctx, { typed: 'DELETE' }))).toBe('proof_needed');
      await seedSession(db, tom);
      expect(await outcome(deleteOwnAccount(ctx, { typed: 'delete me' }))).toBe('invalid');
      expect(await outcome(deleteOwnAccount(ctx, { typed: ` ${tom.email.toUpperCase()} ` }))).toBe('ok');
      expect((await rowOf(db, tom.userId))?.deletedAt).not.toBeNull();
      await seedSession(db, alan);
      expect(await outcome(deleteOwnAccount(contextFor(db, alan), { typed: 'DELETE' }))).toBe('forbidden');
    }));

  test('in an organization the apps stay with it, in the default one they end; the last super admin stays', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const { ada, tom, dora } = world;
      for (const actor of [ada, tom, dora]) await seedSession(db, actor);
      const tally = await seedApp(db, tom, 'Tally', 'personal');
      const own = await seedApp(db, dora, 'Own', 'personal');
      expect(await outcome(deleteOwnAccount(contextFor(db, ada), { typed: 'DELETE' }))).toBe('conflict');
      await deleteOwnAccount(contextFor(db, tom), { typed: 'DELETE' });
      await deleteOwnAccount(contextFor(db, dora), { typed: 'DELETE' });
      const rows = await db.select().from(apps);
      expect(rows.find(({ id }) => id === tally.id)).toMatchObject({ ownerId: ada.userId, deletedAt: null });
      expect(rows.find(({ id }) => id === own.id)?.deletedAt).not.toBeNull();
    }));
});

describe('what is shown before', () => {
  test('names apps, keys and who could take over; colleagues without the role are refused', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const { ada, tom, eve, alan, audrey } = world;
      await seedKey(db, world, { by: tom, app: 'Tally', revealedBy: tom });
      const effects = await getLeavingEffects(contextFor(db, alan), { userId: tom.userId });
      expect(effects).toMatchObject({
        isLastSuperAdmin: false,
        liveKeys: 1,
        apps: [{ name: 'Tally', visibility: 'organization', keys: [{ wasHeld: true }] }],
        heirs: [{ id: ada.userId, role: 'super_admin' }],
      });
      expect(await getLeavingEffects(contextFor(db, tom), { userId: tom.userId })).toEqual(effects);
      expect((await getLeavingEffects(contextFor(db, ada), { userId: ada.userId })).isLastSuperAdmin).toBe(true);
      const by = (actor: typeof ada | typeof alan, userId: string) =>
        outcome(getLeavingEffects(contextFor(db, actor), { userId }));
      expect(await by(tom, ada.userId)).toBe('forbidden');
      expect(await by(audrey, tom.userId)).toBe('forbidden');
      expect(await by(eve, tom.userId)).toBe('not_found');
    }));
});

describe('exportMyData', () => {
  test('holds what is known about me, and no secret', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const { tom, ada } = world;
      await seedKey(db, world, { by: tom, app: 'Tally', revealedBy: tom });
      await db.update(users).set({ passwordHash: '$argon2id$hidden' }).where(eq(users.id, tom.userId));
      const data = await exportMyData(contextFor(db, tom));
      expect(data).toMatchObject({
        account: { email: tom.email, organization: 'Acme', hasPassword: true },
        apps: [{ name: 'Tally' }],
        requests: [{ app: 'Tally', products: 'payments' }],
        credentials: [{ app: 'Tally', status: 'active' }],
      });
      expect(data.sessions).toHaveLength(1);
      expect(data.events.map(({ event }) => event)).toContain('credential.revealed');
      const text = JSON.stringify(data);
      for (const secret of ['argon2id', 'keySealed', 'digest', ada.email]) expect(text).not.toContain(secret);
    }));
});
