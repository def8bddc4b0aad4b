import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import type { Database } from '@/db/client';
import { apps, catalogs, products } from '@/db/schema';
import { contextFor, inSandbox } from '@/test/harness';
import { castOf, seedApp, seedWorld } from '@/test/world';
import type { Actor } from './identity/actor';
import { mutate } from './mutate';
import { visibleApps, visibleCatalogs, visibleProducts } from './visibility';

const catalogsOf = async (db: Database, actor: Actor) =>
  (await db.select({ slug: catalogs.slug }).from(catalogs).where(visibleCatalogs(db, actor)))
    .map(({ slug }) => slug)
    .sort();
const productsOf = async (db: Database, actor: Actor) =>
  (await db.select({ slug: products.slug }).from(products).where(visibleProducts(db, actor)))
    .map(({ slug }) => slug)
    .sort();

describe('visibility', () => {
  test('everybody sees exactly the catalogs that are meant for them [I-07]', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const seen = Object.fromEntries(
        await Promise.all(
          Object.entries(castOf(world)).map(async ([name, actor]) => [name, await catalogsOf(db, actor)] as const),
        ),
      );
      const all = ['backend', 'internal', 'partners', 'public'];
      expect(seen).toEqual({
        ada: ['internal', 'partners', 'public'],
        tom: all,
        eve: ['internal', 'public'],
        mallory: ['internal', 'public'],
        olga: ['public'],
        dora: ['internal', 'public'],
        dan: ['internal', 'public'],
        penny: ['public'],
        ursula: ['public'],
        ivan: ['public'],
        priya: all,
        alan: all,
        arun: all,
        audrey: all,
        nobody: ['public'],
      });
    }));

  test('a draft is seen by portal admins only, also in a catalog that everybody sees', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      expect(await productsOf(db, world.ada)).toEqual(['ledger', 'payments', 'weather']);
      expect(await productsOf(db, { kind: 'anonymous' })).toEqual(['payments', 'weather']);
      expect(await productsOf(db, world.audrey)).toEqual(['ledger', 'maps', 'payments', 'weather']);
    }));

  test('nothing is shared in the default organization, whatever an app says', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const app = await seedApp(db, world.dora, 'Mine', 'organization');
      const sees = async (actor: Actor) =>
        (await db.select({ id: apps.id }).from(apps).where(visibleApps(actor))).some(({ id }) => id === app.id);
      expect(await sees(world.dora)).toBe(true);
      expect(await sees(world.dan)).toBe(false);
    }));

  test('an app of an organization is seen by its people and by nobody of another', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const sees = async (actor: Actor) =>
        (await db.select({ id: apps.id }).from(apps).where(visibleApps(actor))).some(
          ({ id }) => id === world.ledger.id,
        );
      expect(await sees(world.tom)).toBe(true);
      expect(await sees(world.eve)).toBe(false);
      expect(await sees(world.ivan)).toBe(false);
      await db.update(apps).set({ visibility: 'personal' }).where(eq(apps.id, world.ledger.id));
      expect(await sees(world.tom)).toBe(false);
    }));
});

describe('mutate', () => {
  test('a change without an audit event does not commit', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const ctx = contextFor(db, world.ada);
      const change = mutate(ctx, async (unit) => {
        await unit.tx.update(apps).set({ name: 'Changed' }).where(eq(apps.id, world.ledger.id));
      });
      await expect(change).rejects.toThrow('no audit event');
      const [app] = await db.select({ name: apps.name }).from(apps).where(eq(apps.id, world.ledger.id));
      expect(app?.name).toBe('Ledger');
    }));
});
