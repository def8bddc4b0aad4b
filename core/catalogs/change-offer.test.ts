import { and, eq, sql } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import type { Database } from '@/db/client';
import { newId } from '@/db/ids';
import { accessRequests, auditEvents, cartItems, catalogs, products } from '@/db/schema';
import { contextFor, inSandbox } from '@/test/harness';
import { seedWorld } from '@/test/world';
import { approveAccessRequest } from '../access-requests/approve';
import { addToCart } from '../cart/add';
import { submitCartGroup } from '../cart/submit';
import type { Context } from '../context';
import { changeCatalog } from './change-catalog';
import { createCatalog } from './create-catalog';
import { deleteCatalog } from './delete-catalog';
import { getCatalogForAdmin } from './get-catalog-for-admin';
import { listCatalogs } from './list-catalogs';
import { listCatalogsForAdmin } from './list-catalogs-for-admin';
import { moveCatalog } from './move-catalog';
import { setAudience } from './set-audience';
import { setCatalogPlans } from './set-plans';
import { setCatalogProducts } from './set-products';

const facts = { name: 'Friends', slug: '', description: '', visibility: 'private' as const };

const lastDetail = async (db: Database) => {
  const [event] = await db.select().from(auditEvents).orderBy(sql`${auditEvents.id} desc`).limit(1);
  return event?.detail;
};

const orderOf = async (ctx: Context) => (await listCatalogsForAdmin(ctx)).map(({ slug }) => slug);

const open = (ctx: Context, slug: string) => getCatalogForAdmin(ctx, { slug });

describe('a catalog', () => {
  test('is made at the end, with an address from its name', () =>
    inSandbox(async (db) => {
      const { priya, ada } = await seedWorld(db);
      const ctx = contextFor(db, priya);
      const { slug } = await createCatalog(ctx, { ...facts, name: '  Frühe   Freunde (EU) ' });
      expect(slug).toBe('fruhe-freunde-eu');
      expect((await orderOf(ctx)).at(-1)).toBe(slug);
      expect(await open(ctx, slug)).toMatchObject({ name: 'Frühe Freunde (EU)', version: 1, effects: { people: 0 } });
      expect((await listCatalogs(contextFor(db, ada))).map((line) => line.slug)).not.toContain(slug);
    }));

  test('takes no name, address or description that cannot be one, and no address twice', () =>
    inSandbox(async (db) => {
      const { priya } = await seedWorld(db);
      const field = (wrong: Partial<typeof facts>) =>
        db
          .transaction((tx) => createCatalog(contextFor(tx, priya), { ...facts, ...wrong }))
          .then(
            () => 'ok',
            (error: { fieldErrors: object }) => Object.keys(error.fieldErrors)[0],
          );
      expect(await field({ name: ' ' })).toBe('name');
      expect(await field({ name: '<b>' })).toBe('name');
      expect(await field({ name: '漢字' })).toBe('slug');
      expect(await field({ slug: 'new' })).toBe('slug');
      expect(await field({ slug: 'Not a slug' })).toBe('slug');
      expect(await field({ slug: 'public' })).toBe('slug');
      expect(await field({ description: 'x'.repeat(601) })).toBe('description');
    }));

  test('says for how many people it appears or vanishes when its visibility changes', () =>
    inSandbox(async (db) => {
      const { priya, publicCatalog, partnerCatalog } = await seedWorld(db);
      const ctx = contextFor(db, priya);
      const change = (
        catalogId: string,
        slug: string,
        version: number,
        visibility: 'public' | 'internal' | 'private',
      ) => changeCatalog(ctx, { catalogId, version, name: slug, slug, description: '', visibility });
      // Ada, Tom, Eve, Mallory, Dora and Dan are active; Acme is Ada and Tom.
      expect((await change(partnerCatalog.id, 'partners', 1, 'internal')).sight).toEqual({ gained: 4, lost: 0 });
      expect((await change(partnerCatalog.id, 'partners', 2, 'private')).sight).toEqual({ gained: 0, lost: 4 });
      expect((await change(publicCatalog.id, 'public', 1, 'private')).sight).toEqual({ gained: 0, lost: 6 });
      expect((await change(publicCatalog.id, 'open', 2, 'private')).slug).toBe('open');
      expect(await lastDetail(db)).toMatchObject({ changes: { slug: { from: 'public', to: 'open' } } });
    }));

  test('that was changed since is not changed on top', () =>
    inSandbox(async (db) => {
      const { priya, partnerCatalog, payments, free } = await seedWorld(db);
      const ctx = contextFor(db, priya);
      const stale = { catalogId: partnerCatalog.id, version: 1 };
      await changeCatalog(ctx, { ...stale, ...facts, slug: 'partners' });
      const attempts = [
        () => changeCatalog(ctx, { ...stale, ...facts }),
        () => setAudience(ctx, { ...stale, organizationIds: [], teamIds: [] }),
        () => setCatalogProducts(ctx, { ...stale, productIds: [payments.id] }),
        () => setCatalogPlans(ctx, { ...stale, planIds: [free.id] }),
        () => deleteCatalog(ctx, stale),
      ];
      for (const attempt of attempts) await expect(attempt()).rejects.toMatchObject({ code: 'conflict' });
    }));

  test('moves before another one, or to the end; twice is once', () =>
    inSandbox(async (db) => {
      const { priya, partnerCatalog, backendCatalog } = await seedWorld(db);
      const ctx = contextFor(db, priya);
      expect(await orderOf(ctx)).toEqual(['backend', 'internal', 'partners', 'public']);
      for (const _ of [1, 2]) {
        await moveCatalog(ctx, { catalogId: partnerCatalog.id, before: backendCatalog.id });
        expect(await orderOf(ctx)).toEqual(['partners', 'backend', 'internal', 'public']);
      }
      await moveCatalog(ctx, { catalogId: backendCatalog.id, before: null });
      expect(await orderOf(ctx)).toEqual(['partners', 'internal', 'public', 'backend']);
      await expect(moveCatalog(ctx, { catalogId: backendCatalog.id, before: newId() })).rejects.toMatchObject({
        code: 'conflict',
      });
    }));
});

describe('deleting a catalog', () => {
  test('empties carts of it and leaves open requests what they copied', () =>
    inSandbox(async (db) => {
      const { priya, ada, tom, partnerCatalog, standard, ledger } = await seedWorld(db);
      await addToCart(contextFor(db, ada), { catalogSlug: 'partners', productSlug: 'payments' });
      await addToCart(contextFor(db, tom), { catalogSlug: 'partners', productSlug: 'payments' });
      const { requestId } = await submitCartGroup(contextFor(db, tom), {
        ...{ catalogId: partnerCatalog.id, planId: standard.id, answers: {}, submissionKey: newId() },
        app: { kind: 'existing', appId: ledger.id },
      });
      const ctx = contextFor(db, priya);
      const effects = await deleteCatalog(ctx, { catalogId: partnerCatalog.id, version: 1 });
      expect(effects).toEqual({ people: 2, products: 2, onlyHere: 0, carts: 1, openRequests: 1 });
      expect(await db.$count(cartItems)).toBe(0);
      expect(await db.$count(catalogs, eq(catalogs.id, partnerCatalog.id))).toBe(0);
      expect(await db.$count(products)).toBe(4);
      await approveAccessRequest(ctx, { requestId });
      const [request] = await db
        .select()
        .from(accessRequests)
        .where(and(eq(accessRequests.id, requestId)));
      expect(request).toMatchObject({ status: 'approved', catalogId: null, terms: { slug: 'standard' } });
    }));
});
