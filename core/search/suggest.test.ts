import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { organizations, users } from '@/db/schema';
import { contextFor, inSandbox } from '@/test/harness';
import { castOf, seedApp, seedWorld } from '@/test/world';
import { suggest } from './suggest';

test('nobody is suggested what they may not open', () =>
  inSandbox(async (db) => {
    const world = await seedWorld(db);
    const { id } = await seedApp(db, world.ada, 'Zebra shop', 'organization');
    await db.update(users).set({ lastName: 'Zebra' }).where(eq(users.id, world.tom.userId));
    await db.update(organizations).set({ name: 'Zebra works' }).where(eq(organizations.id, world.ada.organization.id));
    for (const [name, actor] of Object.entries(castOf(world))) {
      const ctx = contextFor(db, actor);
      const seen = async (area: 'live' | 'admin') => (await suggest(ctx, { q: 'zeb', area })).map(({ href }) => href);
      const isAdmin = actor.kind === 'admin';
      const sharesIt = name === 'ada' || name === 'tom';
      const live = sharesIt ? [`/apps/${id}`] : [];
      const governed = [
        `/admin/users/${world.tom.userId}`,
        `/admin/organizations/${world.ada.organization.id}`,
        `/admin/apps/${id}`,
      ];
      expect(await seen('admin'), name).toEqual(isAdmin ? governed : live);
      if (!isAdmin) expect(await seen('live'), name).toEqual(live);
    }
  }));

test('a few of each kind are suggested, and nothing for nothing', () =>
  inSandbox(async (db) => {
    const { ada } = await seedWorld(db);
    const ctx = contextFor(db, ada);
    expect(await suggest(ctx, { q: ' \u0000 ', area: 'live' })).toEqual([]);
    expect((await suggest(ctx, { q: 'ledger', area: 'live' })).map(({ kind }) => kind)).toEqual(['app', 'product']);
  }));
