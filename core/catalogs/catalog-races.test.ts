import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { newId } from '@/db/ids';
import { accessRequests, cartItems, catalogs } from '@/db/schema';
import { contextFor, unboxed } from '@/test/harness';
import { outcome } from '@/test/outcome';
import { seedWorld } from '@/test/world';
import { addToCart } from '../cart/add';
import { submitCartGroup } from '../cart/submit';
import { deleteCatalog } from './delete-catalog';
import { listCatalogsForAdmin } from './list-catalogs-for-admin';
import { moveCatalog } from './move-catalog';
import { setCatalogProducts } from './set-products';

// Delete `.for('no key update')` from lockCatalog and this must fail.
test('of many orders sent at once from one page, one counts and the others are told', () =>
  unboxed(async (db) => {
    const { priya, alan, partnerCatalog, payments, ledgerApi } = await seedWorld(db);
    const orders = Array.from({ length: 8 }, (_, at) =>
      outcome(
        setCatalogProducts(contextFor(db, at % 2 ? priya : alan), {
          ...{ catalogId: partnerCatalog.id, version: 1 },
          productIds: at % 2 ? [payments.id, ledgerApi.id] : [ledgerApi.id, payments.id],
        }),
      ),
    );
    expect((await Promise.all(orders)).sort()).toEqual([...Array.from({ length: 7 }, () => 'conflict'), 'ok']);
  }));

// Delete `.for('no key update')` from moveCatalog and this must fail.
test('catalogs that are sorted by two admins at once keep a place of their own each', () =>
  unboxed(async (db) => {
    const { priya, alan, backendCatalog, publicCatalog } = await seedWorld(db);
    const moves = Array.from({ length: 8 }, (_, at) => {
      const ctx = contextFor(db, at % 2 ? priya : alan);
      return outcome(
        at % 2
          ? moveCatalog(ctx, { catalogId: publicCatalog.id, before: backendCatalog.id })
          : moveCatalog(ctx, { catalogId: backendCatalog.id, before: null }),
      );
    });
    expect(new Set(await Promise.all(moves))).toEqual(new Set(['ok']));
    const places = (await db.select({ position: catalogs.position }).from(catalogs)).map(({ position }) => position);
    expect(places.sort()).toEqual([0, 1, 2, 3]);
    expect(await listCatalogsForAdmin(contextFor(db, priya))).toHaveLength(4);
  }));

// Delete the answer to a lost catalog from addToCart, or let deleteCatalog take carts last, and this must fail.
test('a catalog that is deleted while people fill carts from it and ask for it leaves no fault behind', () =>
  unboxed(async (db) => {
    const { priya, ada, tom, eve, publicCatalog, standard, ledger } = await seedWorld(db);
    for (const person of [ada, tom]) {
      await addToCart(contextFor(db, person), { catalogSlug: 'public', productSlug: 'payments' });
    }
    const asks = [ada, tom].map((person) =>
      outcome(
        submitCartGroup(contextFor(db, person), {
          ...{ catalogId: publicCatalog.id, planId: standard.id, answers: {}, submissionKey: newId() },
          app: person === ada ? { kind: 'existing', appId: ledger.id } : { kind: 'new', name: 'Other' },
        }),
      ),
    );
    const adds = Array.from({ length: 6 }, () =>
      outcome(addToCart(contextFor(db, eve), { catalogSlug: 'public', productSlug: 'weather' })),
    );
    const deletion = outcome(deleteCatalog(contextFor(db, priya), { catalogId: publicCatalog.id, version: 1 }));

    expect(await deletion).toBe('ok');
    for (const outcome of await Promise.all(asks)) expect(['ok', 'conflict', 'invalid']).toContain(outcome);
    for (const outcome of await Promise.all(adds)) expect(['ok', 'not_found']).toContain(outcome);
    expect(await db.$count(cartItems)).toBe(0);
    expect(await db.$count(accessRequests, eq(accessRequests.catalogId, publicCatalog.id))).toBe(0);
  }));
