import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { catalogs } from '@/db/schema';
import { contextFor, inSandbox, unboxed } from '@/test/harness';
import { seedWorld } from '@/test/world';
import { changeCatalog } from './catalogs/change-catalog';
import type { Context } from './context';
import { inOneTransaction } from './in-one-transaction';

/** Resolves for each of so many once all of them have come. */
function meeting(size: number): () => Promise<void> {
  let come = 0;
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return () => {
    come += 1;
    if (come === size) open();
    return opened;
  };
}

const hold = (ctx: Context, id: string) =>
  ctx.db.select({ id: catalogs.id }).from(catalogs).where(eq(catalogs.id, id)).for('update');

// Let ATTEMPTS_MAX be 1, and PostgreSQL gives up one of the two: a fault for somebody who did nothing wrong.
test('two changes that stand in each other’s way are both done', () =>
  unboxed(async (db) => {
    const { alan, publicCatalog: one, partnerCatalog: other } = await seedWorld(db);
    const ctx = contextFor(db, alan);
    const bothHold = meeting(2);
    const take = (first: string, second: string) =>
      inOneTransaction(ctx, async (inside) => {
        await hold(inside, first);
        await bothHold();
        await hold(inside, second);
        return 'done';
      });
    expect(await Promise.all([take(one.id, other.id), take(other.id, one.id)])).toEqual(['done', 'done']);
  }));

test('what the first verb did is not done when the second refuses', () =>
  inSandbox(async (db) => {
    const { alan, publicCatalog } = await seedWorld(db);
    const ctx = contextFor(db, alan);
    const facts = { slug: 'shown', description: '', visibility: 'public' } as const;
    const change = (inside: Context, name: string, version: number) =>
      changeCatalog(inside, { catalogId: publicCatalog.id, name, version, ...facts });
    const twice = inOneTransaction(ctx, async (inside) => {
      await change(inside, 'Shown', 1);
      await change(inside, 'Shown to all', 1);
    });
    await expect(twice).rejects.toMatchObject({ code: 'conflict' });
    const [row] = await db.select().from(catalogs).where(eq(catalogs.id, publicCatalog.id));
    expect(row).toMatchObject({ version: 1, slug: 'public' });
  }));
