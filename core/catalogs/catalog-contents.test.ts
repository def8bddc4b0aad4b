import { eq, sql } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import type { Database } from '@/db/client';
import { newId } from '@/db/ids';
import { auditEvents, cartItems, catalogProducts, gatewayPolicies } from '@/db/schema';
import { contextFor, inSandbox } from '@/test/harness';
import { seedWorld } from '@/test/world';
import { addToCart } from '../cart/add';
import type { Context } from '../context';
import { getCatalogForAdmin } from './get-catalog-for-admin';
import { listAudience } from './list-audience';
import { setAudience } from './set-audience';
import { setCatalogPlans } from './set-plans';
import { setCatalogProducts } from './set-products';

const lastDetail = async (db: Database) => {
  const [event] = await db.select().from(auditEvents).orderBy(sql`${auditEvents.id} desc`).limit(1);
  return event?.detail;
};

const open = (ctx: Context, slug: string) => getCatalogForAdmin(ctx, { slug });

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
