import { and, asc, eq, type SQL, sql } from 'drizzle-orm';
import { accessRequests, apps, organizations, users } from '@/db/schema';
import { productNames } from '../access-requests/request-line';
import type { Context } from '../context';
import { searchWords } from '../keyset';
import { can } from '../policy';
import { someCalled } from '../search-across';
import * as places from '../search-places';
import { visibleAccessRequests, visibleApps, visibleOrganizations, visibleUsers } from '../visibility';
import { readQuery } from './read-query';
import { searchOffer } from './search-offer';

/** Of each kind: what stands under a field while one types. */
const EACH_MAX = 5;
/** Of so many who are called so, the best are suggested; whoever is not among them is found with more letters. */
const LOOKED_AT_MAX = 1_000;

/** What a line of the palette leads to. */
export type SuggestionKind = 'product' | 'operation' | 'guide' | 'page' | 'app' | 'request' | 'person' | 'organization';

/** A place to go to, and the words that tell it from others. */
export type Suggestion = { kind: SuggestionKind; label: string; detail: string; href: string };

/**
 * What somebody may mean who types `q`: a few of everything that they may see, the best of each kind first. `admin`
 * finds people, organizations, requests and every app as well, and leads to the admin's pages; whoever is no portal
 * admin gets what the live portal gives.
 */
export async function suggest(ctx: Context, input: { q: string; area: 'live' | 'admin' }): Promise<Suggestion[]> {
  const q = readQuery(input.q);
  if (q === '') return [];
  const isAdmin = input.area === 'admin' && can(ctx.actor, 'offer.read_all');
  const [offer, ownApps, governed] = await Promise.all([
    suggestOffer(ctx, q, isAdmin),
    suggestApps(ctx, q, isAdmin),
    isAdmin ? suggestGoverned(ctx, q) : [],
  ]);
  return [...governed, ...ownApps, ...offer];
}

async function suggestOffer(ctx: Context, q: string, isAdmin: boolean): Promise<Suggestion[]> {
  const { products, guides, operations, pages } = await searchOffer(ctx, { q, limit: EACH_MAX });
  const product = isAdmin ? '/admin/products' : '/products';
  return [
    ...products.map(({ slug, name, summary }) => line('product', name, summary, `${product}/${slug}`)),
    ...operations.map(({ productSlug, productName, apiSlug, slug, method, path, summary }) =>
      line(
        'operation',
        summary || slug,
        `${method.toUpperCase()} ${path} · ${productName}`,
        `/products/${productSlug}/docs/${apiSlug}/${encodeURIComponent(slug)}`,
      ),
    ),
    ...guides.map(({ productSlug, productName, slug, title }) =>
      line('guide', title, productName, `/products/${productSlug}/guides/${encodeURIComponent(slug)}`),
    ),
    ...pages.map(({ slug, title }) => line('page', title, '', `/pages/${slug}`)),
  ];
}

/** A developer's own and shared ones; for admins all that exist. */
async function suggestApps(ctx: Context, q: string, isAdmin: boolean): Promise<Suggestion[]> {
  const place = isAdmin ? '/admin/apps' : '/apps';
  const called = isAdmin ? [isSome(sql`apps.id`, places.apps, q)] : searchWords(sql`${apps.name}`, q);
  const rows = await ctx.db
    .select({ id: apps.id, name: apps.name, organization: organizations.name })
    .from(apps)
    .innerJoin(organizations, eq(organizations.id, apps.organizationId))
    .where(and(visibleApps(ctx.actor), sql`${apps.deletedAt} is null`, ...called))
    .orderBy(...shortFirst(sql`${apps.name}`, q))
    .limit(EACH_MAX);
  return rows.map(({ id, name, organization }) => line('app', name, isAdmin ? organization : '', `${place}/${id}`));
}

/** People, organizations and requests, for portal admins. */
async function suggestGoverned(ctx: Context, q: string): Promise<Suggestion[]> {
  const [people, companies, requests] = await Promise.all([
    suggestPeople(ctx, q),
    suggestOrganizations(ctx, q),
    suggestRequests(ctx, q),
  ]);
  return [...people, ...companies, ...requests];
}

async function suggestPeople(ctx: Context, q: string): Promise<Suggestion[]> {
  const name = sql`(${users.firstName} || ' ' || ${users.lastName} || ' ' || ${users.email})`;
  const rows = await ctx.db
    .select({ id: users.id, firstName: users.firstName, lastName: users.lastName, email: users.email })
    .from(users)
    .where(and(visibleUsers(ctx.actor), eq(users.kind, 'developer'), isSome(sql`users.id`, places.users, q)))
    .orderBy(...shortFirst(name, q))
    .limit(EACH_MAX);
  return rows.map((row) => line('person', `${row.firstName} ${row.lastName}`, row.email, `/admin/users/${row.id}`));
}

async function suggestOrganizations(ctx: Context, q: string): Promise<Suggestion[]> {
  const { id, name, status } = organizations;
  const rows = await ctx.db
    .select({ id, name, status })
    .from(organizations)
    .where(and(visibleOrganizations(ctx.actor), isSome(sql`organizations.id`, places.organizations, q)))
    .orderBy(...shortFirst(sql`${name}`, q))
    .limit(EACH_MAX);
  return rows.map((row) =>
    line('organization', row.name, row.status === 'active' ? '' : row.status, `/admin/organizations/${row.id}`),
  );
}

/** By the app that they are for; those that wait first. */
async function suggestRequests(ctx: Context, q: string): Promise<Suggestion[]> {
  const rows = await ctx.db
    .select({ id: accessRequests.id, app: apps.name, status: accessRequests.status, products: productNames })
    .from(accessRequests)
    .innerJoin(apps, eq(apps.id, accessRequests.appId))
    .where(and(visibleAccessRequests(ctx.db, ctx.actor), isSome(sql`apps.id`, places.apps, q)))
    .orderBy(sql`${accessRequests.status} = 'pending' desc`, asc(accessRequests.createdAt))
    .limit(EACH_MAX);
  return rows.map(({ id, app, status, products }) =>
    line('request', `${app}: ${products}`, status, `/admin/requests/${id}`),
  );
}

function isSome(id: SQL, source: places.Source, q: string): SQL {
  return sql`${id} = any(${someCalled(source, q, LOOKED_AT_MAX)})`;
}

/** What begins so, then short names before long ones. */
function shortFirst(name: SQL, q: string): SQL[] {
  return [sql`not starts_with(lower(${name}), lower(${q}))`, sql`char_length(${name})`, sql`lower(${name})`];
}

function line(kind: SuggestionKind, label: string, detail: string, href: string): Suggestion {
  return { kind, label, detail, href };
}
