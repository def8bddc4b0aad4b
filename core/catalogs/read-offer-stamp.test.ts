import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { catalogs, products, settings } from '@/db/schema';
import { inSandbox, unboxed } from '@/test/harness';
import { seedWorld } from '@/test/world';
import { readOfferStamp } from './read-offer-stamp';

test('every change of the offer changes the stamp, and nothing else does', () =>
  inSandbox(async (db) => {
    const { payments } = await seedWorld(db);
    const stamps = [await readOfferStamp(db)];
    expect(await readOfferStamp(db)).toBe(stamps[0]);
    await db.update(products).set({ summary: 'Other words' }).where(eq(products.id, payments.id));
    stamps.push(await readOfferStamp(db));
    await db.update(settings).set({ signedInOnly: true });
    stamps.push(await readOfferStamp(db));
    await db.delete(catalogs);
    stamps.push(await readOfferStamp(db));
    expect(new Set(stamps).size).toBe(4);
  }));

test('of two changes side by side each changes the stamp when it commits, also the one that began first [R-18]', () =>
  unboxed(async (db) => {
    await seedWorld(db);
    const before = await readOfferStamp(db);
    let between = '';
    await db.transaction(async (slow) => {
      await slow.update(settings).set({ welcome: 'slow' });
      await db.insert(catalogs).values({ slug: 'quick', displayName: 'Quick', visibility: 'public' });
      between = await readOfferStamp(db);
    });
    const after = await readOfferStamp(db);
    expect(new Set([before, between, after]).size).toBe(3);
  }));
