import { eq } from 'drizzle-orm';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Database } from '@/db/client';
import { newId } from '@/db/ids';
import {
  catalogOrganizations,
  catalogProducts,
  catalogs,
  catalogTeams,
  gatewayPolicies,
  gateways,
  organizations,
  products,
  settings,
  teams,
} from '@/db/schema';
import { contextFor, inSandbox } from '@/test/harness';
import { browseOffer } from './catalogs/browse-offer';
import { DomainError } from './errors';
import {
  type Actor,
  type AdminActor,
  anonymous,
  type DeveloperActor,
  type OrganizationStatus,
  systemActor,
  type UserStatus,
} from './identity/actor';
import { getProduct } from './products/get-product';
import { listProducts } from './products/list-products';
import { ensureBasics } from './settings/ensure-basics';
import { visibleCatalogs, visibleProducts } from './visibility';

const ORGANIZATIONS = 3;
const TEAMS = 5;

/** What is generated. Numbers name organizations, teams, catalogs and products by their place. */
type Shelf = {
  visibility: 'public' | 'internal' | 'private';
  organizations: number[];
  teams: number[];
  holds: number[];
};
type Product = {
  state: 'draft' | 'published' | 'deprecated' | 'retired';
  gateway: 'none' | 'known' | 'unlisted' | 'missing';
};
type Person = {
  kind: 'stranger' | 'developer' | 'admin' | 'view' | 'system';
  status: UserStatus;
  organization: number;
  organizationStatus: OrganizationStatus;
  teams: number[];
  mustChangePassword: boolean;
  needsSecondFactor: boolean;
};
type World = { signedInOnly: boolean; products: Product[]; shelves: Shelf[]; people: Person[] };

const place = (of: number) => fc.integer({ min: 0, max: of - 1 });
const places = (of: number) => fc.uniqueArray(place(of), { maxLength: of });
const world: fc.Arbitrary<World> = fc.integer({ min: 1, max: 5 }).chain((productCount) =>
  fc.record({
    signedInOnly: fc.boolean(),
    products: fc.array(
      fc.record({
        state: fc.constantFrom('draft' as const, 'published' as const, 'deprecated' as const, 'retired' as const),
        gateway: fc.constantFrom('none' as const, 'known' as const, 'unlisted' as const, 'missing' as const),
      }),
      { minLength: productCount, maxLength: productCount },
    ),
    shelves: fc.array(
      fc.record({
        visibility: fc.constantFrom('public' as const, 'internal' as const, 'private' as const),
        organizations: places(ORGANIZATIONS),
        teams: places(TEAMS),
        holds: places(productCount),
      }),
      { maxLength: 5 },
    ),
    people: fc.array(
      fc.record({
        kind: fc.constantFrom(
          ...(['developer', 'developer', 'developer', 'view', 'stranger', 'admin', 'system'] as const),
        ),
        status: fc.constantFrom(...(['active', 'active', 'active', 'inactive', 'pending', 'unverified'] as const)),
        organization: place(ORGANIZATIONS),
        organizationStatus: fc.constantFrom(...(['active', 'active', 'suspended', 'pending', 'closed'] as const)),
        teams: places(TEAMS),
        mustChangePassword: fc.boolean(),
        needsSecondFactor: fc.boolean(),
      }),
      { minLength: 1, maxLength: 6 },
    ),
  }),
);

/** The rule, as domain.md 4 tells it. */
function seesEverything(person: Person): boolean {
  if (person.kind === 'system') return true;
  return (
    person.kind === 'admin' && person.status === 'active' && !person.mustChangePassword && !person.needsSecondFactor
  );
}

function isDeveloper({ kind, status, organizationStatus, mustChangePassword }: Person): boolean {
  const isOne = kind === 'developer' || kind === 'view';
  return isOne && status === 'active' && organizationStatus === 'active' && !mustChangePassword;
}

function seesShelf(person: Person, shelf: Shelf, signedInOnly: boolean): boolean {
  if (seesEverything(person)) return true;
  if (!isDeveloper(person)) return shelf.visibility === 'public' && !signedInOnly;
  if (shelf.visibility !== 'private') return true;
  return shelf.organizations.includes(person.organization) || shelf.teams.some((team) => person.teams.includes(team));
}

function seesProduct(person: Person, at: number, { products: all, shelves, signedInOnly }: World): boolean {
  if (seesEverything(person)) return true;
  const product = all[at];
  if (!product || product.state === 'draft' || product.state === 'retired' || product.gateway === 'missing')
    return false;
  return shelves.some((shelf) => shelf.holds.includes(at) && seesShelf(person, shelf, signedInOnly));
}

type Ids = { organizations: string[]; teams: string[]; products: string[]; shelves: string[] };

async function build(db: Database, gatewayId: string, given: World): Promise<Ids> {
  const ids: Ids = {
    organizations: Array.from({ length: ORGANIZATIONS }, newId),
    teams: Array.from({ length: TEAMS }, newId),
    products: given.products.map(newId),
    shelves: given.shelves.map(newId),
  };
  const at = (of: readonly string[], index: number) => of[index] ?? '';
  await db.update(settings).set({ signedInOnly: given.signedInOnly });
  await db
    .insert(organizations)
    .values(ids.organizations.map((id, n) => ({ id, name: `O${n} ${id}`, nameKey: id, status: 'active' as const })));
  await db
    .insert(teams)
    .values(
      ids.teams.map((id, n) => ({ id, name: `T${n}`, organizationId: at(ids.organizations, n % ORGANIZATIONS) })),
    );
  for (const [n, { state, gateway }] of given.products.entries()) {
    const id = at(ids.products, n);
    const policy = gateway === 'none' ? { gatewayId: null, accessPolicyId: null } : { gatewayId, accessPolicyId: id };
    await db.insert(products).values({ id, slug: `p-${id}`, displayName: `P${n}`, state, ...policy });
    if (gateway === 'known' || gateway === 'missing') {
      const missingSince = gateway === 'missing' ? new Date() : null;
      await db.insert(gatewayPolicies).values({ gatewayId, policyId: id, name: id, missingSince });
    }
  }
  await placeOnShelves(db, given, ids);
  return ids;
}

async function placeOnShelves(db: Database, given: World, ids: Ids): Promise<void> {
  const at = (of: readonly string[], index: number) => of[index] ?? '';
  for (const [n, shelf] of given.shelves.entries()) {
    const catalogId = at(ids.shelves, n);
    const { visibility } = shelf;
    await db.insert(catalogs).values({ id: catalogId, slug: `c-${catalogId}`, displayName: `C${n}`, visibility });
    for (const one of shelf.organizations)
      await db.insert(catalogOrganizations).values({ catalogId, organizationId: at(ids.organizations, one) });
    for (const one of shelf.teams) await db.insert(catalogTeams).values({ catalogId, teamId: at(ids.teams, one) });
    for (const one of shelf.holds)
      await db.insert(catalogProducts).values({ catalogId, productId: at(ids.products, one) });
  }
}

function actorOf(person: Person, ids: Ids): Actor {
  const { kind, status, mustChangePassword, needsSecondFactor } = person;
  if (kind === 'stranger') return anonymous;
  if (kind === 'system') return systemActor('test');
  const base = {
    ...{ userId: newId(), sessionId: newId(), email: 'p@example.test', firstName: 'P', lastName: 'Q' },
    ...{ status, mustChangePassword },
  };
  if (kind === 'admin')
    return { ...base, kind, role: 'auditor', needsSecondFactor, productIds: null } satisfies AdminActor;
  return {
    ...base,
    kind: 'developer',
    role: 'team_member',
    organization: {
      id: ids.organizations[person.organization] ?? '',
      name: 'O',
      status: person.organizationStatus,
      isDefault: false,
    },
    teamIds: person.teams.map((team) => ids.teams[team] ?? ''),
    ...(kind === 'view' && { isView: true as const }),
  } satisfies DeveloperActor;
}

/** What SQL says that this actor sees, by the conditions themselves and by the pages' own queries. */
async function seen(db: Database, actor: Actor, ids: Ids) {
  const ctx = contextFor(db, actor);
  const shelves = await db.select({ id: catalogs.id }).from(catalogs).where(visibleCatalogs(db, actor));
  const offered = await db.select({ id: products.id }).from(products).where(visibleProducts(db, actor));
  const opened: string[] = [];
  for (const id of ids.products) {
    await getProduct(ctx, { slug: `p-${id}` })
      .then(() => opened.push(id))
      .catch((error: unknown) => {
        if (!(error instanceof DomainError)) throw error;
      });
  }
  const ofSlugs = (slugs: readonly { slug: string }[]) => slugs.map(({ slug }) => slug.slice(2)).sort();
  return {
    shelves: shelves.map(({ id }) => id).sort(),
    products: offered.map(({ id }) => id).sort(),
    opened: opened.sort(),
    listed: ofSlugs(await listProducts(ctx)),
    browsed: ofSlugs((await browseOffer(ctx, { filter: {} })).products),
  };
}

function expected(person: Person, given: World, ids: Ids) {
  const shelves = ids.shelves.filter((_, at) => {
    const shelf = given.shelves[at];
    return shelf !== undefined && seesShelf(person, shelf, given.signedInOnly);
  });
  const found = ids.products.filter((_, at) => seesProduct(person, at, given)).sort();
  return { shelves: shelves.sort(), products: found, opened: found, listed: found, browsed: found };
}

// Leave any part of visibleCatalogs or visibleProducts out and this must fail.
test('whoever looks, SQL shows exactly what the rule says', { timeout: 180_000 }, () =>
  inSandbox(async (db) => {
    await ensureBasics(contextFor(db, systemActor('test')), {
      gateway: { controlUrl: 'http://127.0.0.1:1', secret: 's', gatewayOrgId: 'o', proxyUrl: 'http://127.0.0.1:1' },
    });
    const [gateway] = await db.select({ id: gateways.id }).from(gateways).where(eq(gateways.fromEnvironment, true));
    const undo = new Error('undo');
    await fc.assert(
      fc.asyncProperty(world, async (given) => {
        await db
          .transaction(async (tx) => {
            const ids = await build(tx, gateway?.id ?? '', given);
            for (const person of given.people) {
              expect(await seen(tx, actorOf(person, ids), ids)).toEqual(expected(person, given, ids));
            }
            throw undo;
          })
          .catch((error: unknown) => {
            if (error !== undo) throw error;
          });
      }),
      { numRuns: 60 },
    );
  }),
);
