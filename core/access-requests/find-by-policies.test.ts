import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { newId } from '@/db/ids';
import { catalogs, gateways, plans, products, settings } from '@/db/schema';
import { contextFor, inSandbox } from '@/test/harness';
import { refusalOf } from '@/test/refusal-of';
import { seedWorld, type World } from '@/test/world';
import type { DeveloperActor } from '../identity/actor';
import { findByPolicies } from './find-by-policies';

test('policies mean what the developer is offered at this moment, and nothing else', () =>
  inSandbox(async (db) => {
    const world = await seedWorld(db);
    const ctx = contextFor(db, world.alan);
    const find = ({ userId: developerId }: DeveloperActor, ...policies: string[]) =>
      findByPolicies(ctx, { developerId, policies });
    const fields = async (...given: Parameters<typeof find>) => {
      const refused = (await refusalOf(find(...given))) as { fieldErrors?: object } | null;
      return Object.keys(refused?.fieldErrors ?? {});
    };
    const catalogOf = async (person: keyof Pick<World, 'ada' | 'tom' | 'dora'>) => {
      const { catalogId, planId, products: found } = await find(world[person], 'acl-ledger', 'plan-free');
      expect([planId, found.map(({ id }) => id)]).toEqual([world.free.id, [world.ledgerApi.id]]);
      return catalogId;
    };
    // Ledger is Acme's, and in a catalog of the team Backend, which stands before the others now.
    await db.update(catalogs).set({ position: -1 }).where(eq(catalogs.id, world.backendCatalog.id));
    expect(await catalogOf('ada')).toBe(world.partnerCatalog.id);
    expect(await catalogOf('tom')).toBe(world.backendCatalog.id);
    expect(await fields(world.dora, 'acl-ledger', 'plan-free')).toEqual(['policies.0']);
    // Payments and Ledger are offered together to Acme alone; Weather and Ledger nowhere.
    const both = await find(world.ada, 'acl-ledger', 'acl-payments', 'plan-standard');
    expect(both).toMatchObject({ catalogId: world.partnerCatalog.id, planId: world.standard.id });
    expect(await fields(world.ada, 'acl-ledger', 'acl-weather', 'plan-standard')).toEqual(['policies']);

    // With one plan left, a product stands for it.
    const gatewayId = newId();
    const elsewhere = { id: gatewayId, name: 'Elsewhere', controlUrl: 'http://127.0.0.1:2', sentinelId: newId() };
    await db.insert(gateways).values({ ...world.gateway, ...elsewhere });
    await db.update(plans).set({ gatewayId }).where(eq(plans.id, world.standard.id));
    expect(await find(world.dora, 'acl-payments')).toMatchObject({ planId: world.free.id });
    expect(await fields(world.dora, 'acl-payments', 'plan-standard')).toEqual(['policies.1']);
    await db.update(plans).set({ isArchived: true }).where(eq(plans.id, world.free.id));
    expect(await fields(world.dora, 'acl-payments')).toEqual(['policies.0']);
  }));

test('it knows what a request for it is asked, the portal’s questions first', () =>
  inSandbox(async (db) => {
    const world = await seedWorld(db);
    const ask = (name: string) => ({ name, label: `What ${name}?`, kind: 'text' as const, required: true });
    await db.update(settings).set({ requestFields: [ask('use')] });
    await db
      .update(products)
      .set({ requestFields: [ask('volume'), ask('use')] })
      .where(eq(products.id, world.payments.id));
    const input = { developerId: world.dora.userId, policies: ['acl-payments', 'plan-free'] };
    const { asked } = await findByPolicies(contextFor(db, world.alan), input);
    expect(asked).toEqual([
      { name: 'use', label: 'What use?' },
      { name: 'volume', label: 'What volume?' },
    ]);
  }));

test('who may not ask for others learns nothing, and nobody asks for who is not active', () =>
  inSandbox(async (db) => {
    const world = await seedWorld(db);
    const policies = ['acl-payments', 'plan-free'];
    const code = async (actor: Parameters<typeof contextFor>[1], developerId: string) =>
      ((await refusalOf(findByPolicies(contextFor(db, actor), { developerId, policies }))) as { code?: string }).code;
    for (const actor of [world.arun, world.audrey, world.ada, world.dora, undefined]) {
      expect(await code(actor, world.dora.userId)).toBe('forbidden');
    }
    expect(await code(world.alan, world.penny.userId)).toBe('conflict');
    expect(await code(world.alan, world.olga.userId)).toBe('conflict');
    expect(await code(world.alan, world.alan.userId)).toBe('invalid');
    expect(await code(world.alan, 'nobody')).toBe('invalid');
  }));
