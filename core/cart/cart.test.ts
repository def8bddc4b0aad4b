import { eq, sql } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import type { Database } from '@/db/client';
import { accessRequests, auditEvents, cartItems, catalogOrganizations, plans, products, settings } from '@/db/schema';
import { contextFor, inSandbox, unboxed } from '@/test/harness';
import { outcome } from '@/test/outcome';
import { refusalOf } from '@/test/refusal-of';
import { castOf, seedWorld } from '@/test/world';
import type { Actor } from '../identity/actor';
import { addToCart } from './add';
import { countCartItems } from './count-items';
import { getCart } from './get-cart';
import { removeFromCart } from './remove';

const add = (db: Database, actor: Actor, catalogSlug: string, productSlug: string) =>
  addToCart(contextFor(db, actor), { catalogSlug, productSlug });
describe('the cart', () => {
  test('keeps what was added, grouped by catalog, each with its own plans', () =>
    inSandbox(async (db) => {
      const { ada, ledger } = await seedWorld(db);
      await add(db, ada, 'public', 'payments');
      await add(db, ada, 'public', 'weather');
      await add(db, ada, 'partners', 'ledger');

      const cart = await getCart(contextFor(db, ada));

      const groups = cart.groups.map((group) => [group.catalogSlug, group.products.map(({ slug }) => slug)]);
      expect(groups).toEqual([
        ['partners', ['ledger']],
        ['public', ['payments', 'weather']],
      ]);
      expect(cart.groups[0]?.plans.map(({ name }) => name)).toEqual(['free', 'standard']);
      expect(cart.apps).toEqual([{ id: ledger.id, name: 'Ledger' }]);
      expect(cart.sharesNewApps).toBe(true);
      expect(await countCartItems(contextFor(db, ada))).toBe(3);
    }));

  test('products of another gateway make another group, with the plans that fit it', () =>
    inSandbox(async (db) => {
      const { ada, gateway, weather, standard } = await seedWorld(db);
      const other = sql`insert into gateways (id, name, control_url, secret_sealed, proxy_url, gateway_org_id, sentinel_id)
        select gen_random_uuid(), 'Other', control_url, secret_sealed, proxy_url, gateway_org_id, sentinel_id
        from gateways where id = ${gateway.id} returning id`;
      const [row] = (await db.execute<{ id: string }>(other)).rows;
      await db
        .update(products)
        .set({ gatewayId: row?.id ?? '' })
        .where(eq(products.id, weather.id));
      await db
        .update(plans)
        .set({ gatewayId: row?.id ?? '' })
        .where(eq(plans.id, standard.id));
      await add(db, ada, 'public', 'payments');
      await add(db, ada, 'public', 'weather');

      const { groups } = await getCart(contextFor(db, ada));

      expect(groups.map((group) => [group.products[0]?.slug, group.plans.map(({ name }) => name)])).toEqual([
        ['payments', ['free']],
        ['weather', ['standard']],
      ]);
    }));

  test('adding twice is once', () =>
    inSandbox(async (db) => {
      const { ada } = await seedWorld(db);
      await add(db, ada, 'public', 'payments');
      await add(db, ada, 'public', 'payments');
      expect(await countCartItems(contextFor(db, ada))).toBe(1);
      const events = await db
        .select()
        .from(auditEvents)
        .where(eq(auditEvents.event, 'cart.item_added'))
        .orderBy(auditEvents.id);
      expect(events).toHaveLength(1);
    }));

  test('a crowd of clicks adds it once and nobody sees a fault', () =>
    unboxed(async (db) => {
      const { ada } = await seedWorld(db);
      const clicks = Array.from({ length: 12 }, () => outcome(add(db, ada, 'public', 'payments')));
      expect(new Set(await Promise.all(clicks))).toEqual(new Set(['ok']));
      expect(await countCartItems(contextFor(db, ada))).toBe(1);
    }));

  test('what somebody may not see cannot be added and looks like what never was [I-07]', () =>
    inSandbox(async (db) => {
      const { eve } = await seedWorld(db);
      const refusal = (catalog: string, product: string) => refusalOf(add(db, eve, catalog, product));
      const unseen = await refusal('partners', 'ledger');
      expect(unseen).toMatchObject({ code: 'not_found' });
      expect(await refusal('nowhere', 'nothing')).toEqual(unseen);
      // Published, but not in this catalog; in this catalog, but a draft.
      expect(await refusal('public', 'ledger')).toEqual(unseen);
      expect(await refusal('public', 'maps')).toEqual(unseen);
    }));

  test('only developers who may use the portal have one [Z-15]', () =>
    inSandbox(async (db) => {
      const cast = castOf(await seedWorld(db));
      const outcomes: Record<string, string> = {};
      for (const [name, actor] of Object.entries(cast))
        outcomes[name] = await outcome(add(db, actor, 'public', 'payments'));
      const allowed = Object.keys(outcomes).filter((name) => outcomes[name] === 'ok');
      expect(allowed).toEqual(['ada', 'tom', 'eve', 'mallory', 'dora', 'dan']);
      expect(new Set(Object.values(outcomes))).toEqual(new Set(['ok', 'forbidden']));
    }));

  test('a product without a gateway is documentation only', () =>
    inSandbox(async (db) => {
      const { ada, payments } = await seedWorld(db);
      await db.update(products).set({ gatewayId: null, accessPolicyId: null }).where(eq(products.id, payments.id));
      expect(await outcome(add(db, ada, 'public', 'payments'))).toBe('conflict');
    }));

  test('what is no longer offered is told as gone and can be removed, without its name', () =>
    inSandbox(async (db) => {
      const { ada, acme, partnerCatalog, ledgerApi } = await seedWorld(db);
      await add(db, ada, 'partners', 'ledger');
      await db.delete(catalogOrganizations).where(eq(catalogOrganizations.organizationId, acme.id));
      const ctx = contextFor(db, ada);
      const item = { catalogId: partnerCatalog.id, productId: ledgerApi.id };
      expect(await getCart(ctx)).toMatchObject({ groups: [], gone: [item] });
      await removeFromCart(ctx, item);
      expect(await countCartItems(ctx)).toBe(0);
      expect(await outcome(removeFromCart(ctx, item))).toBe('not_found');
    }));

  test('nobody takes anything out of the cart of somebody else', () =>
    inSandbox(async (db) => {
      const { ada, tom, publicCatalog, payments } = await seedWorld(db);
      await add(db, ada, 'public', 'payments');
      const item = { catalogId: publicCatalog.id, productId: payments.id };
      expect(await outcome(removeFromCart(contextFor(db, tom), item))).toBe('not_found');
      expect(await db.select().from(cartItems)).toHaveLength(1);
    }));

  test('says how many requests a plan still allows, counted over all apps of the organization', () =>
    inSandbox(async (db) => {
      const { ada, tom, eve, dora, dan, standard, gateway, ledger, defaultOrganization } = await seedWorld(db);
      await db.update(plans).set({ requestAllowance: 2, allowancePeriodDays: 30 }).where(eq(plans.id, standard.id));
      const request = {
        planId: standard.id,
        gatewayId: gateway.id,
        terms: {} as never,
        delivery: 'secure' as const,
        status: 'cancelled' as const,
      };
      const ofAcme = { organizationId: ada.organization.id, appId: ledger.id, requestedBy: tom.userId };
      await db.insert(accessRequests).values({ ...request, ...ofAcme, submissionKey: 'a' });
      const old = new Date(Date.now() - 31 * 86_400_000);
      await db.insert(accessRequests).values({ ...request, ...ofAcme, submissionKey: 'b', createdAt: old });
      const [app] = (
        await db.execute<{ id: string }>(sql`insert into apps (id, organization_id, owner_id, name, visibility)
          values (gen_random_uuid(), ${defaultOrganization.id}, ${dan.userId}, 'Mine', 'personal') returning id`)
      ).rows;
      const ofDan = { organizationId: defaultOrganization.id, appId: app?.id ?? '', requestedBy: dan.userId };
      await db.insert(accessRequests).values({ ...request, ...ofDan, submissionKey: 'c' });

      const left = async (actor: Actor) => {
        await add(db, actor, 'public', 'payments');
        const { groups } = await getCart(contextFor(db, actor));
        return groups[0]?.plans.find(({ name }) => name === 'standard')?.allowance?.left;
      };
      expect(await left(ada)).toBe(1);
      expect(await left(eve)).toBe(2);
      // Strangers of the default organization do not use up each other's.
      expect(await left(dora)).toBe(2);
      expect(await left(dan)).toBe(1);
    }));

  test('asks the portal’s own fields first, then the products’, each once', () =>
    inSandbox(async (db) => {
      const { ada, payments } = await seedWorld(db);
      const field = (name: string) => ({ name, label: name, kind: 'text' as const, required: true });
      await db.update(settings).set({ requestFields: [field('why'), field('volume')] });
      await db
        .update(products)
        .set({ requestFields: [field('volume'), field('region')] })
        .where(eq(products.id, payments.id));
      await add(db, ada, 'public', 'payments');
      await add(db, ada, 'public', 'weather');
      const { groups } = await getCart(contextFor(db, ada));
      expect(groups[0]?.fields.map(({ name }) => name)).toEqual(['why', 'volume', 'region']);
    }));
});
