import { and, eq, sql } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import type { Database } from '@/db/client';
import { newId } from '@/db/ids';
import {
  accessRequests,
  auditEvents,
  cartItems,
  catalogProducts,
  catalogs,
  gatewayPolicies,
  products,
} from '@/db/schema';
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
import { listAudience } from './list-audience';
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

describe('the audience of a catalog', () => {
  test('is what was chosen; whom the form did not show stays', () =>
    inSandbox(async (db) => {
      const { priya, partnerCatalog, acme, evil, backend } = await seedWorld(db);
      const ctx = contextFor(db, priya);
      const { sight } = await setAudience(ctx, {
        ...{ catalogId: partnerCatalog.id, version: 1 },
        ...{ organizationIds: [evil.id], teamIds: [backend.id], among: [evil.id, backend.id] },
      });
      expect(sight).toEqual({ gained: 2, lost: 0 });
      const second = await setAudience(ctx, {
        ...{ catalogId: partnerCatalog.id, version: 2 },
        ...{ organizationIds: [], teamIds: [], among: [acme.id] },
      });
      // Tom sees it still, by his team.
      expect(second.sight).toEqual({ gained: 0, lost: 1 });
      const { organizations, teams } = await listAudience(ctx, { catalogId: partnerCatalog.id, q: '' });
      expect([...organizations, ...teams].map(({ id }) => id)).toEqual([evil.id, backend.id]);
      const removed = { removed: [acme.id], added: [] };
      expect(await lastDetail(db)).toMatchObject({
        changes: { organizations: removed },
        sight: { gained: 0, lost: 1 },
      });
    }));

  test('is found by words, those chosen first, and never somebody who is gone', () =>
    inSandbox(async (db) => {
      const { priya, partnerCatalog, acme, evil, waiting } = await seedWorld(db);
      const ctx = contextFor(db, priya);
      const found = await listAudience(ctx, { catalogId: partnerCatalog.id, q: 'e' });
      const [first, ...others] = found.organizations;
      expect(first).toMatchObject({ id: acme.id, isChosen: true });
      expect(others.map(({ id }) => id)).toContain(evil.id);
      expect(others.some(({ isChosen }) => isChosen)).toBe(false);
      expect(found.organizations.map(({ id }) => id)).not.toContain(waiting.id);
      const nobody = setAudience(ctx, {
        ...{ catalogId: partnerCatalog.id, version: 1 },
        ...{ organizationIds: [newId()], teamIds: [] },
      });
      await expect(nobody).rejects.toMatchObject({ code: 'invalid' });
    }));
});

describe('what a catalog holds', () => {
  test('stands in the order that was chosen, and leaves carts when it leaves', () =>
    inSandbox(async (db) => {
      const { priya, ada, partnerCatalog, payments, ledgerApi, weather } = await seedWorld(db);
      const ctx = contextFor(db, priya);
      await addToCart(contextFor(db, ada), { catalogSlug: 'partners', productSlug: 'payments' });
      const productIds = [weather.id, ledgerApi.id];
      const { sight, carts } = await setCatalogProducts(ctx, { catalogId: partnerCatalog.id, version: 1, productIds });
      // Everybody finds payments in the public catalog and weather too.
      expect([sight, carts]).toEqual([{ gained: 0, lost: 0 }, 1]);
      expect((await open(ctx, 'partners')).products.held.map(({ id }) => id)).toEqual(productIds);
      expect(await db.$count(cartItems)).toBe(0);
      const changes = { products: { added: [weather.id], removed: [payments.id] } };
      expect(await lastDetail(db)).toMatchObject({ changes, carts: 1 });
    }));

  test('counts who sees something for the first time or no more, in no other catalog', () =>
    inSandbox(async (db) => {
      const { priya, partnerCatalog, backendCatalog, ledgerApi, secretDraft, gateway } = await seedWorld(db);
      const ctx = contextFor(db, priya);
      const put = async (version: number, productIds: string[]) =>
        (await setCatalogProducts(ctx, { catalogId: partnerCatalog.id, version, productIds })).sight;
      // Tom keeps the ledger by his team's catalog, Ada loses it.
      expect(await put(1, [])).toEqual({ gained: 0, lost: 1 });
      expect(await put(2, [ledgerApi.id])).toEqual({ gained: 1, lost: 0 });
      await db.delete(catalogProducts).where(eq(catalogProducts.catalogId, backendCatalog.id));
      expect(await put(3, [])).toEqual({ gained: 0, lost: 2 });
      // Drafts, and what has no policy at the gateway, are seen by nobody.
      expect(await put(4, [secretDraft.id])).toEqual({ gained: 0, lost: 0 });
      await db.insert(gatewayPolicies).values({
        ...{ gatewayId: gateway.id, policyId: 'acl-ledger', name: 'ledger', missingSince: new Date() },
      });
      expect(await put(5, [ledgerApi.id])).toEqual({ gained: 0, lost: 0 });
    }));

  test('is offered on the plans that were chosen, in their order', () =>
    inSandbox(async (db) => {
      const { priya, partnerCatalog, standard, free } = await seedWorld(db);
      const ctx = contextFor(db, priya);
      const put = async (version: number, planIds: string[]) =>
        (await setCatalogPlans(ctx, { catalogId: partnerCatalog.id, version, planIds })).people;
      expect(await put(1, [standard.id, free.id])).toBe(0);
      expect((await open(ctx, 'partners')).plans.held.map(({ slug }) => slug)).toEqual(['standard', 'free']);
      expect(await put(2, [free.id])).toBe(2);
      await expect(put(3, [free.id, newId()])).rejects.toMatchObject({ code: 'invalid' });
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
