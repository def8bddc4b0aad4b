import { describe, expect, test } from 'vitest';
import { contextFor, inSandbox } from '@/test/harness';
import { outcome } from '@/test/outcome';
import { seedRequest } from '@/test/requests';
import { castOf, seedApp, seedWorld } from '@/test/world';
import { approveAccessRequest } from '../access-requests/approve';
import { declineAccessRequest } from '../access-requests/decline';
import type { Actor } from '../identity/actor';
import { deleteApp } from './delete-app';
import { getApp } from './get-app';
import { listAllApps } from './list-all-apps';
import { listApps } from './list-apps';

describe('apps', () => {
  test('everybody lists the apps that are shared with them, with what they hold', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      await seedApp(db, world.ada, 'Hers', 'personal');
      await seedApp(db, world.eve, 'Foreign', 'organization');
      await seedRequest(db, world, { app: world.ledger });
      await seedRequest(db, world, { app: world.ledger, plan: world.free });
      const names = async (actor: Actor) => (await listApps(contextFor(db, actor))).map(({ name }) => name).sort();
      expect(await names(world.ada)).toEqual(['Hers', 'Ledger']);
      expect(await names(world.tom)).toEqual(['Ledger']);
      expect(await names(world.dan)).toEqual([]);
      expect(await outcome(listApps(contextFor(db, world.priya)))).toBe('not_found');
      const [ledger] = await listApps(contextFor(db, world.tom));
      expect(ledger).toMatchObject({ waitingKeys: 1, activeKeys: 0, pendingRequests: 1, ownerName: 'Ada Test' });
    }));

  test('an app is seen by those who share it and by portal admins; who may change it knows it', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      for (const [who, actor] of Object.entries(castOf(world))) {
        const sees = actor === world.ada || actor === world.tom || actor.kind === 'admin';
        const asked = getApp(contextFor(db, actor), { appId: world.ledger.id });
        expect([who, await outcome(asked)]).toEqual([who, sees ? 'ok' : 'not_found']);
      }
      const may = async (actor: Actor) => {
        const { mayChange, mayDelete } = await getApp(contextFor(db, actor), { appId: world.ledger.id });
        return [mayChange, mayDelete];
      };
      expect(await may(world.tom)).toEqual([true, true]);
      expect(await may(world.priya)).toEqual([true, true]);
      expect(await may(world.arun)).toEqual([false, false]);
      expect(await outcome(getApp(contextFor(db, world.ada), { appId: 'nonsense' }))).toBe('not_found');
    }));

  test('a declined request has left the app for its people and stays for portal admins', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const kept = await seedRequest(db, world, { app: world.ledger });
      await approveAccessRequest(contextFor(db, world.priya), kept);
      const declined = await seedRequest(db, world, { app: world.ledger });
      await declineAccessRequest(contextFor(db, world.priya), { ...declined, reason: 'No.' });
      const asked = async (actor: Actor) =>
        (await getApp(contextFor(db, actor), { appId: world.ledger.id })).requests.length;
      expect(await asked(world.ada)).toBe(1);
      const { requests } = await getApp(contextFor(db, world.ada), { appId: world.ledger.id });
      expect(requests).toMatchObject([
        { id: kept.requestId, status: 'approved', planName: 'standard', productNames: 'payments' },
      ]);
      expect(await asked(world.priya)).toBe(2);
    }));

  test('portal admins find every app, deleted ones and those with trouble apart; nobody else lists them', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      await seedApp(db, world.eve, 'Foreign', 'organization');
      const names = async (filters: Parameters<typeof listAllApps>[1]) =>
        (await listAllApps(contextFor(db, world.audrey), filters)).rows.map(({ name }) => name).sort();
      expect(await names({})).toEqual(['Foreign', 'Ledger']);
      expect(await names({ search: 'acme' })).toEqual(['Ledger']);
      expect(await names({ organizationId: world.evil.id })).toEqual(['Foreign']);
      expect(await names({ organizationId: 'nonsense' })).toEqual([]);
      await deleteApp(contextFor(db, world.ada), { appId: world.ledger.id });
      expect(await names({})).toEqual(['Foreign']);
      expect(await names({ show: 'deleted' })).toEqual(['Ledger']);
      expect(await names({ show: 'problems' })).toEqual([]);
      expect(await outcome(listAllApps(contextFor(db, world.ada), {}))).toBe('not_found');
      expect(await outcome(getApp(contextFor(db, world.ada), { appId: world.ledger.id }))).toBe('not_found');
      expect(await outcome(getApp(contextFor(db, world.audrey), { appId: world.ledger.id }))).toBe('ok');
    }));

  test('one shares with one’s own teams, a super admin with all of the organization', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const names = async (actor: Actor, appId = world.ledger.id) =>
        (await getApp(contextFor(db, actor), { appId })).teams.map(({ name }) => name);
      expect(await names(world.ada)).toEqual(['Backend', 'Default team']);
      expect(await names(world.tom)).toEqual(['Backend', 'Default team']);
      expect(await names({ ...world.tom, teamIds: [world.backend.id] })).toEqual(['Backend']);
      const alone = await seedApp(db, world.dora, 'Alone', 'personal');
      expect(await names(world.dora, alone.id)).toEqual([]);
      // Whoever runs the portal chooses as its people could, and nothing for who has nobody to share with.
      expect(await names(world.priya)).toEqual(['Backend', 'Default team']);
      expect(await names(world.priya, alone.id)).toEqual([]);
    }));
});
