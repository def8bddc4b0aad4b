import { expect, test } from 'vitest';
import { gatewayPolicies } from '@/db/schema';
import { contextFor, inSandbox } from '@/test/harness';
import { refusalOf } from '@/test/refusal-of';
import { castOf, seedWorld } from '@/test/world';
import { rowOfPolicy } from '../gateways/row-of-policy';
import { getAudience } from './get-audience';
import { getCatalog } from './get-catalog';
import { listCatalogs } from './list-catalogs';

const ALL = { backend: 1, internal: 1, partners: 2, public: 3 };
const DEVELOPER = { internal: 1, public: 2 };
const VISITOR = { public: 2 };

/** Who sees which catalogs, and how many products in each; the draft in the public one counts for admins. */
const SEES: Record<string, Record<string, number>> = {
  ada: { internal: 1, partners: 2, public: 2 },
  tom: { backend: 1, internal: 1, partners: 2, public: 2 },
  eve: DEVELOPER,
  mallory: DEVELOPER,
  dora: DEVELOPER,
  dan: DEVELOPER,
  olga: VISITOR,
  penny: VISITOR,
  ursula: VISITOR,
  ivan: VISITOR,
  nobody: VISITOR,
  priya: ALL,
  alan: ALL,
  arun: ALL,
  audrey: ALL,
};

test('everybody sees exactly their catalogs, with the number of products that they may see', () =>
  inSandbox(async (db) => {
    const cast = castOf(await seedWorld(db));
    for (const [name, actor] of Object.entries(cast)) {
      const ctx = contextFor(db, actor);
      const lines = await listCatalogs(ctx);
      const expected = SEES[name] ?? {};
      expect(Object.fromEntries(lines.map((line) => [line.slug, line.products])), name).toEqual(expected);
      for (const [slug, products] of Object.entries(expected)) {
        expect((await getCatalog(ctx, { slug })).products, `${name} in ${slug}`).toHaveLength(products);
      }
    }
  }));

// Delete `visibleCatalogs` from getCatalog and this must fail.
test('a catalog for others and one that never was answer the same', () =>
  inSandbox(async (db) => {
    const { eve } = await seedWorld(db);
    const refusals = await Promise.all(
      ['partners', 'backend', 'never-was', '\0', ''].map((slug) =>
        refusalOf(getCatalog(contextFor(db, eve), { slug })),
      ),
    );
    for (const refusal of refusals) {
      expect(refusal).toMatchObject({ code: 'not_found' });
      expect(refusal).toEqual(refusals[2]);
    }
  }));

// Take the audience of whoever asks, and Eve reads with whom the provider works.
test('whom a catalog is for, and what a policy is called here, is told to admins and nobody else', () =>
  inSandbox(async (db) => {
    const world = await seedWorld(db);
    const policy = { gatewayId: world.gateway.id, policyId: 'gold' };
    await db.insert(gatewayPolicies).values({ ...policy, name: 'Gold' });
    for (const [name, actor] of Object.entries(castOf(world))) {
      const ctx = contextFor(db, actor);
      const isAdmin = actor.kind === 'admin';
      const told = await getAudience(ctx, { catalogId: world.partnerCatalog.id }).catch(({ code }) => code);
      expect(told, name).toEqual(isAdmin ? { organizationIds: [world.acme.id], teamIds: [] } : 'not_found');
      const row = await rowOfPolicy(ctx, policy);
      expect(row !== '', name).toBe(isAdmin);
    }
  }));

test('a catalog says of each product how many plans there are and who decides', () =>
  inSandbox(async (db) => {
    const { ada } = await seedWorld(db);
    const { products, visibility } = await getCatalog(contextFor(db, ada), { slug: 'partners', q: 'pay' });
    expect(visibility).toBe('private');
    expect(products).toEqual([
      expect.objectContaining({
        slug: 'payments',
        apis: 1,
        plans: 2,
        approval: 'by_plan',
        catalogs: [{ slug: 'partners', name: 'partners' }],
      }),
    ]);
  }));
