import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import type { Database } from '@/db/client';
import { accessRequests, apps, auditEvents, credentials, teams } from '@/db/schema';
import { contextFor, inSandbox, unboxed } from '@/test/harness';
import { outcome } from '@/test/outcome';
import { seedRequest } from '@/test/requests';
import { castOf, seedApp, seedWorld } from '@/test/world';
import { approveAccessRequest } from '../access-requests/approve';
import type { Actor } from '../identity/actor';
import { type AppChange, changeApp } from './change-app';
import { deleteApp } from './delete-app';

const change = (db: Database, actor: Actor, appId: string, more: Partial<AppChange> = {}) =>
  changeApp(contextFor(db, actor), { appId, name: 'Renamed', description: '', visibility: 'organization', ...more });
const read = async (db: Database, appId: string) => (await db.select().from(apps).where(eq(apps.id, appId)))[0];
const statuses = async (db: Database) =>
  (await db.select({ status: accessRequests.status }).from(accessRequests).orderBy(accessRequests.createdAt)).map(
    ({ status }) => status,
  );

describe('changing an app', () => {
  test('whoever shares it may rename it, and the audit log keeps the old name', () =>
    inSandbox(async (db) => {
      const { tom, ledger } = await seedWorld(db);
      await change(db, tom, ledger.id, { name: '  Ledger   two ' });
      expect(await read(db, ledger.id)).toMatchObject({ name: 'Ledger two' });
      const [event] = await db
        .select()
        .from(auditEvents)
        .where(eq(auditEvents.event, 'app.changed'))
        .orderBy(auditEvents.id);
      expect(event?.detail).toMatchObject({ from: { name: 'Ledger' }, to: { name: 'Ledger two' } });
    }));

  test('only those who share it or run the portal may; for everybody else it does not exist', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const { ada, tom, priya, alan } = world;
      for (const [who, actor] of Object.entries(castOf(world))) {
        const may = [ada, tom, priya, alan].some((one) => one === actor);
        const expected = may ? 'ok' : actor.kind === 'admin' ? 'forbidden' : 'not_found';
        expect([who, await outcome(change(db, actor, world.ledger.id))]).toEqual([who, expected]);
      }
    }));

  test('only its owner makes it personal: a colleague would take it from everybody', () =>
    inSandbox(async (db) => {
      const { ada, tom, ledger } = await seedWorld(db);
      expect(await outcome(change(db, tom, ledger.id, { visibility: 'personal' }))).toBe('invalid');
      expect(await outcome(change(db, ada, ledger.id, { visibility: 'personal' }))).toBe('ok');
      expect(await outcome(change(db, tom, ledger.id))).toBe('not_found');
    }));

  test('an admin shares it as its people could among them, and takes it from everybody only while it has an owner', () =>
    inSandbox(async (db) => {
      const { alan, dora, evil, backend, ledger } = await seedWorld(db);
      const [foreign] = await db.select({ id: teams.id }).from(teams).where(eq(teams.organizationId, evil.id));
      const share = (more: Partial<AppChange>, appId = ledger.id) => outcome(change(db, alan, appId, more));
      expect(await share({ visibility: 'team', teamId: foreign?.id })).toBe('invalid');
      expect(await share({ visibility: 'team', teamId: backend.id })).toBe('ok');
      expect(await share({ visibility: 'personal' })).toBe('ok');
      const own = await seedApp(db, dora, 'Own', 'personal');
      expect(await share({ visibility: 'organization' }, own.id)).toBe('invalid');
      await db.update(apps).set({ ownerId: null, visibility: 'organization' }).where(eq(apps.id, ledger.id));
      expect(await share({ visibility: 'personal' })).toBe('invalid');
    }));

  test('it is shared with a team of one’s own, never with a foreign one [I-03]', () =>
    inSandbox(async (db) => {
      const { ada, tom, evil, backend, ledger } = await seedWorld(db);
      const [foreign] = await db.select({ id: teams.id }).from(teams).where(eq(teams.organizationId, evil.id));
      const share = (actor: Actor, teamId: string | undefined) =>
        outcome(change(db, actor, ledger.id, { visibility: 'team', teamId }));
      expect(await share(tom, foreign?.id)).toBe('invalid');
      expect(await share(tom, undefined)).toBe('invalid');
      expect(await share(tom, backend.id)).toBe('ok');
      expect(await read(db, ledger.id)).toMatchObject({ visibility: 'team', teamId: backend.id });
      // The super admin is not in the team, but owns the app and runs the organization.
      expect(await share(ada, backend.id)).toBe('ok');
    }));

  test('nothing is shared in the default organization', () =>
    inSandbox(async (db) => {
      const { dora } = await seedWorld(db);
      const app = await seedApp(db, dora, 'Mine', 'personal');
      expect(await outcome(change(db, dora, app.id))).toBe('invalid');
      expect(await outcome(change(db, dora, app.id, { visibility: 'personal' }))).toBe('ok');
    }));

  test('a name must say something', () =>
    inSandbox(async (db) => {
      const { ada, ledger } = await seedWorld(db);
      for (const name of [' ', 'x'.repeat(121), 'a\u0000b']) {
        await expect(change(db, ada, ledger.id, { name })).rejects.toMatchObject({
          fieldErrors: { appName: [expect.any(String)] },
        });
      }
    }));
});

describe('deleting an app', () => {
  test('revokes its keys, cancels what waits, withdraws what was never claimed [K-16]', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const approved = await seedRequest(db, world, { app: world.ledger, plan: world.free });
      await seedRequest(db, world, { app: world.ledger });

      await deleteApp(contextFor(db, world.tom), { appId: world.ledger.id });

      expect((await statuses(db)).sort()).toEqual(['cancelled', 'withdrawn']);
      const [credential] = await db.select().from(credentials);
      expect(credential).toMatchObject({ accessRequestId: approved.requestId, status: 'revoking' });
      expect(await outcome(deleteApp(contextFor(db, world.ada), { appId: world.ledger.id }))).toBe('not_found');
    }));

  test('only those who share it or run the portal may; for everybody else it does not exist', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const { ada, tom, priya, alan } = world;
      for (const [who, actor] of Object.entries(castOf(world))) {
        const app = await seedApp(db, world.ada, who, 'organization');
        const may = [ada, tom, priya, alan].some((one) => one === actor);
        const expected = may ? 'ok' : actor.kind === 'admin' ? 'forbidden' : 'not_found';
        expect([who, await outcome(deleteApp(contextFor(db, actor), { appId: app.id }))]).toEqual([who, expected]);
      }
    }));

  // Delete the lock from lockApp and this must fail.
  test('while somebody asks with it leaves nothing that waits for an app that is gone', () =>
    unboxed(async (db) => {
      const world = await seedWorld(db);
      for (let round = 0; round < 10; round += 1) {
        const app = await seedApp(db, world.ada, `Round ${round}`, 'organization');
        await Promise.all([
          outcome(seedRequest(db, world, { app, by: world.tom })),
          outcome(deleteApp(contextFor(db, world.ada), { appId: app.id })),
        ]);
        const asked = await db.select().from(accessRequests).where(eq(accessRequests.appId, app.id));
        expect(asked.filter(({ status }) => status === 'pending')).toEqual([]);
      }
    }));

  // Delete the step from `approved` to `withdrawn` and this must fail.
  test('while an admin approves never leaves a key that nobody can see', () =>
    unboxed(async (db) => {
      const world = await seedWorld(db);
      for (let round = 0; round < 8; round += 1) {
        const { requestId, appId } = await seedRequest(db, world, { app: `Round ${round}` });
        await Promise.all([
          outcome(approveAccessRequest(contextFor(db, world.priya), { requestId })),
          outcome(deleteApp(contextFor(db, world.ada), { appId })),
        ]);
        const made = await db.select().from(credentials).where(eq(credentials.appId, appId));
        expect(made.filter(({ status }) => status !== 'revoking')).toEqual([]);
        const [request] = await db.select().from(accessRequests).where(eq(accessRequests.id, requestId));
        expect(['cancelled', 'withdrawn']).toContain(request?.status);
      }
    }));
});
