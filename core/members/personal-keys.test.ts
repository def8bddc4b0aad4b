import { eq, sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import type { Database } from '@/db/client';
import { apps, credentials } from '@/db/schema';
import { contextFor, inSandbox, unboxed } from '@/test/harness';
import { seedKey } from '@/test/leaving';
import { seedWorld, type World } from '@/test/world';
import { suspendCredential } from '../credentials/suspend-credential';
import { activateDeveloper } from './activate-developer';
import { deactivateDeveloper } from './deactivate-developer';
import { removeMember } from './remove-member';

async function personalKey(db: Database, world: World, name: string) {
  const made = await seedKey(db, world, { by: world.tom, app: name });
  await db.update(apps).set({ visibility: 'personal' }).where(eq(apps.id, made.appId));
  return made.credentialId;
}

async function suspended(db: Database): Promise<string[]> {
  const rows = await db.select({ id: credentials.id }).from(credentials).where(sql`suspended_at is not null`);
  return rows.map(({ id }) => id).sort();
}

test('deactivating suspends the keys of personal apps when chosen, and no others [K-16]', () =>
  inSandbox(async (db) => {
    const world = await seedWorld(db);
    const { tom, alan } = world;
    const personal = await personalKey(db, world, 'Mine');
    await seedKey(db, world, { by: tom, app: 'Ours' });
    const ctx = contextFor(db, alan);
    await deactivateDeveloper(ctx, { userId: tom.userId });
    expect(await suspended(db)).toEqual([]);
    await activateDeveloper(ctx, { userId: tom.userId });
    await deactivateDeveloper(ctx, { userId: tom.userId, suspendPersonalKeys: true });
    expect(await suspended(db)).toEqual([personal]);
  }));

// Compare the time of suspension no longer, and the key that was suspended again comes back.
test('activating resumes exactly those: what was suspended before, or again since, stays so', () =>
  unboxed(async (db) => {
    const world = await seedWorld(db);
    const { tom, alan, priya } = world;
    const before = await personalKey(db, world, 'Before');
    const resumed = await personalKey(db, world, 'Resumed');
    const again = await personalKey(db, world, 'Again');
    await suspendCredential(contextFor(db, priya), { credentialId: before });
    await deactivateDeveloper(contextFor(db, alan), { userId: tom.userId, suspendPersonalKeys: true });
    expect(await suspended(db)).toEqual([before, resumed, again].sort());
    await db.update(credentials).set({ suspendedAt: null, suspendedBy: null }).where(eq(credentials.id, again));
    await suspendCredential(contextFor(db, priya), { credentialId: again });

    await activateDeveloper(contextFor(db, alan), { userId: tom.userId });

    expect(await suspended(db)).toEqual([before, again].sort());
  }));

test('activating resumes no key of an app that is somebody else’s by now', () =>
  unboxed(async (db) => {
    const world = await seedWorld(db);
    const { tom, ada, alan } = world;
    const given = await personalKey(db, world, 'Given');
    await deactivateDeveloper(contextFor(db, alan), { userId: tom.userId, suspendPersonalKeys: true });
    await removeMember(contextFor(db, ada), { userId: tom.userId, apps: [] });
    await activateDeveloper(contextFor(db, alan), { userId: tom.userId });
    expect(await suspended(db)).toEqual([given]);
  }));
