import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import type { Database } from '@/db/client';
import { products } from '@/db/schema';
import { contextFor, unboxed } from '@/test/harness';
import { outcome } from '@/test/outcome';
import { seedWorld, type World } from '@/test/world';
import { addToCart } from '../cart/add';
import { removeFromCart } from '../cart/remove';
import { submitCartGroup } from '../cart/submit';
import type { Context } from '../context';
import { changeProductCatalogs } from './change-catalogs';
import { retireProduct } from './retire';
import { unpublishProduct } from './unpublish';

type Of = { productId: string; version: number };
const acts: [string, (ctx: Context, of: Of) => Promise<unknown>][] = [
  ['retiring', retireProduct],
  ['unpublishing', unpublishProduct],
  ['taking out of its catalogs', (ctx, of) => changeProductCatalogs(ctx, { ...of, catalogIds: [] })],
];

// Without holdCarts in the verb, it and the submit wait for each other until PostgreSQL ends one of them.
test.each(acts)('%s a product and a submit of a cart that holds it never wait for each other', (_name, act) =>
  unboxed(async (db) => {
    const world = await seedWorld(db);
    for (const person of [world.tom, world.eve]) await addToCart(contextFor(db, person), inPublicCatalog(world));
    const { id: productId } = world.payments;
    const [product] = await db.select({ version: products.version }).from(products);
    const of = { productId, version: product?.version ?? 1 };

    // Tom's click is not done yet, so the verb stops at his cart; Eve's submit comes while it waits.
    const [verb, submit] = await db.transaction(async (tx) => {
      await removeFromCart(contextFor(tx, world.tom), { catalogId: world.publicCatalog.id, productId });
      const first = outcome(act(contextFor(db, world.alan), of));
      await expect.poll(() => waiters(db)).toBe(1);
      const second = outcome(submitOf(db, world));
      await Promise.race([second, expect.poll(() => waiters(db)).toBe(2)]);
      return [first, second];
    });

    // Whoever came first has done it; the other one is told.
    expect(['ok', 'conflict']).toContain(await verb);
    expect(['ok', 'conflict']).toContain(await submit);
    expect(await deadlocks(db)).toBe(0);
  }),
);

function inPublicCatalog({ publicCatalog, payments }: World) {
  return { catalogSlug: publicCatalog.slug, productSlug: payments.slug };
}

function submitOf(db: Database, { eve, publicCatalog, standard }: World) {
  return submitCartGroup(contextFor(db, eve), {
    catalogId: publicCatalog.id,
    planId: standard.id,
    app: { kind: 'new', name: 'Late' },
    answers: {},
    submissionKey: 'late',
  });
}

async function waiters(db: Database): Promise<number> {
  const { rows } = await db.execute<{ count: number }>(sql`select count(*)::int as count from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock'`);
  return rows[0]?.count ?? 0;
}

/** A deadlock is tried again and seen by nobody but the server's own count. */
async function deadlocks(db: Database): Promise<number> {
  const { rows } = await db.execute<{ deadlocks: number }>(sql`select deadlocks::int from pg_stat_database
    where datname = current_database()`);
  return rows[0]?.deadlocks ?? 0;
}
