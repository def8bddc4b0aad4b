import { expect, test } from 'vitest';
import { getDocumentSource } from '@/core/api-docs/get-document-source';
import { getOperation } from '@/core/api-docs/get-operation';
import { getOperationIndex } from '@/core/api-docs/get-operation-index';
import { getReference } from '@/core/api-docs/get-reference';
import { getSchema } from '@/core/api-docs/get-schema';
import { listSchemas } from '@/core/api-docs/list-schemas';
import { browseOffer } from '@/core/catalogs/browse-offer';
import { getCatalog } from '@/core/catalogs/get-catalog';
import { listCatalogOffers } from '@/core/catalogs/list-catalog-offers';
import { listCatalogs } from '@/core/catalogs/list-catalogs';
import { openViewFor } from '@/core/catalogs/open-view';
import { viewAs } from '@/core/catalogs/view-as';
import type { Context } from '@/core/context';
import { DomainError } from '@/core/errors';
import { type Actor, isActiveAdmin } from '@/core/identity/actor';
import { readImage } from '@/core/images/read-image';
import { listForAgents } from '@/core/plain-pages/list-for-agents';
import { readPlainPage } from '@/core/plain-pages/read-plain-page';
import { getGuide } from '@/core/products/get-guide';
import { getProduct } from '@/core/products/get-product';
import { listFeatured } from '@/core/products/list-featured';
import { listProducts } from '@/core/products/list-products';
import { searchOffer } from '@/core/search/search-offer';
import { suggest } from '@/core/search/suggest';
import { getGuideCard, getProductCard } from '@/core/seo/get-card';
import { listPublicAddresses } from '@/core/seo/public-addresses';
import { getTrialForm } from '@/core/try-it/get-trial-form';
import type { Database } from '@/db/client';
import { gatewayPolicies, settings } from '@/db/schema';
import { tools } from '@/server/mcp/tools/all';
import { contextFor, inSandbox } from './harness';
import { type Rich, richWorld, SLUGS, type Slug } from './rich-world';
import { castOf } from './world';

/** Whether something about the product comes out; `forbidden` is said only to whoever sees that it exists. */
type Door = (ctx: Context, slug: Slug, world: Rich) => Promise<boolean>;

const has = (of: readonly { slug: string }[], slug: Slug) => of.some((one) => one.slug === slug);
const shown = async (loading: Promise<unknown>) => {
  await loading;
  return true;
};

/** A tool for agents, as its schema lets it be called. */
const tooled = async (name: string, ctx: Context, input: object) => {
  const tool = tools.find((each) => each.name === name);
  if (!tool) throw new Error(`no tool ${name}`);
  return JSON.stringify(await tool.run(ctx, input));
};

/** Every way to the offer, as pages, routes and files ask for it. Add yours. */
const doors: Record<string, Door> = {
  'the product page': (ctx, slug) => shown(getProduct(ctx, { slug })),
  'a guide': (ctx, slug) => shown(getGuide(ctx, { product: slug, guide: 'start' })),
  'the reference': (ctx, slug) => shown(getReference(ctx, { product: slug, api: slug })),
  'an operation': (ctx, slug) => shown(getOperation(ctx, { product: slug, api: slug, operation: 'list' })),
  'a schema': (ctx, slug) => shown(getSchema(ctx, { product: slug, api: slug, name: 'Thing' })),
  'the document itself': (ctx, slug) => shown(getDocumentSource(ctx, { product: slug, api: slug })),
  'the list of schemas': (ctx, slug) => shown(listSchemas(ctx, { product: slug, api: slug })),
  'the index of operations': (ctx, slug) => shown(getOperationIndex(ctx, { product: slug, api: slug })),
  'the product as Markdown': (ctx, slug) => shown(readPlainPage(ctx, { path: ['products', slug] })),
  'a guide as Markdown': (ctx, slug) => shown(readPlainPage(ctx, { path: ['products', slug, 'guides', 'start'] })),
  'the reference as Markdown': (ctx, slug) => shown(readPlainPage(ctx, { path: ['products', slug, 'docs', slug] })),
  'an operation as Markdown': (ctx, slug) =>
    shown(readPlainPage(ctx, { path: ['products', slug, 'docs', slug, 'list'] })),
  'a schema as Markdown': (ctx, slug) =>
    shown(readPlainPage(ctx, { path: ['products', slug, 'docs', slug], schema: 'Thing' })),
  'a picture': (ctx, slug, world) => shown(readImage(ctx, { product: slug, imageId: world.images[slug] })),
  'try it': (ctx, slug) => shown(getTrialForm(ctx, { product: slug, api: slug, operation: 'list' })),
  'the list of products': async (ctx, slug) => has(await listProducts(ctx), slug),
  'the featured ones': async (ctx, slug) => has(await listFeatured(ctx), slug),
  'the list with filters': async (ctx, slug) => has((await browseOffer(ctx, { filter: {} })).products, slug),
  'a filter by tag': async (ctx, slug) =>
    has((await browseOffer(ctx, { filter: { tag: `tag-${slug}` } })).products, slug),
  'the tags': async (ctx, slug) =>
    (await browseOffer(ctx, { filter: {} })).choices.tags.some(({ value }) => value === `tag-${slug}`),
  'the search': async (ctx, slug) => has((await searchOffer(ctx, { q: slug })).products, slug),
  'suggestions while typing': async (ctx, slug) =>
    (await suggest(ctx, { q: slug, area: 'live' })).some(({ href }) => href.startsWith(`/products/${slug}`)),
  'the product for agents': (ctx, slug) => shown(tooled('get_product', ctx, { product: slug })),
  'the operations for agents': (ctx, slug) => shown(tooled('list_operations', ctx, { product: slug, api: slug })),
  'the schemas for agents': (ctx, slug) => shown(tooled('get_schema', ctx, { product: slug, api: slug })),
  'the list for agents': async (ctx, slug) => (await tooled('list_products', ctx, {})).includes(`"product":"${slug}"`),
};

/** By catalogs: what admins alone see stands in none that is shown, so it is asked of the others only. */
const ofCatalogs: Door = async (ctx, slug) => {
  for (const { slug: catalog } of await listCatalogs(ctx)) {
    const isIn = has((await getCatalog(ctx, { slug: catalog })).products, slug);
    const text = await readPlainPage(ctx, { path: ['catalogs', catalog] });
    expect([catalog, slug, text.includes(`/products/${slug}.md`)]).toEqual([catalog, slug, isIn]);
    if (isIn) return true;
  }
  return false;
};

/** Of what is offered; admins see drafts beside it, which stand in neither. */
const doorsOfOthers: Record<string, Door> = {
  ofCatalogs,
  'what agents may ask for': async (ctx, slug) =>
    (await listCatalogOffers(ctx)).some((catalog) => has(catalog.products, slug)),
  'llms.txt': async (ctx, slug) => (await listForAgents(ctx)).includes(`/products/${slug}`),
};

/** What is made for anybody, whoever asks: exactly what a stranger sees. */
const openDoors: Record<string, Door> = {
  'the sitemap': async (ctx, slug) => {
    for await (const batch of listPublicAddresses(ctx)) {
      if (batch.some(({ path }) => path.startsWith(`/products/${slug}`))) return true;
    }
    return false;
  },
  'the social card': (ctx, slug) => shown(getProductCard(ctx, { product: slug })),
  'the social card of a guide': (ctx, slug) => shown(getGuideCard(ctx, { product: slug, guide: 'start' })),
};

async function isOpen(door: Door, ctx: Context, slug: Slug, world: Rich): Promise<boolean> {
  return door(ctx, slug, world).catch((error: unknown) => {
    if (error instanceof DomainError && error.code === 'not_found') return false;
    if (error instanceof DomainError && error.code === 'forbidden') return true;
    throw error;
  });
}

async function openTo(db: Database, actor: Actor, set: Record<string, Door>, world: Rich) {
  const answers: Record<string, string[]> = {};
  for (const [name, door] of Object.entries(set)) {
    answers[name] = [];
    for (const slug of SLUGS) {
      if (await isOpen(door, contextFor(db, actor), slug, world)) answers[name]?.push(slug);
    }
  }
  return answers;
}

async function expectOneAnswer(db: Database, name: string, actor: Actor, world: Rich): Promise<string[]> {
  const answers = await openTo(db, actor, isActiveAdmin(actor) ? doors : { ...doors, ...doorsOfOthers }, world);
  const [first = []] = Object.values(answers);
  for (const [door, open] of Object.entries(answers)) expect([name, door, open]).toEqual([name, door, first]);
  return first;
}

// Leave visibleProducts out of any of them and this must fail.
test('every door gives everybody the same answer [I-07] [Z-13] [U-07]', { timeout: 180_000 }, () =>
  inSandbox(async (db) => {
    const world = await richWorld(db);
    const cast = castOf(world);
    const { sealed } = await viewAs(contextFor(db, world.priya), { kind: 'team', id: world.backend.id });
    const view = await openViewFor(contextFor(db, world.priya), sealed);
    if (view) cast.view = view.actor;
    const seen: Record<string, string[]> = {};
    for (const [name, actor] of Object.entries(cast)) seen[name] = await expectOneAnswer(db, name, actor, world);
    expect(seen).toMatchObject({
      ada: ['payments', 'ledger', 'weather'],
      view: ['payments', 'ledger', 'weather'],
      eve: ['payments', 'weather'],
      nobody: ['payments', 'weather'],
      priya: ['payments', 'ledger', 'weather', 'maps'],
    });
    const stranger = { ...Object.fromEntries(Object.keys(openDoors).map((door) => [door, seen.nobody])) };
    expect(await openTo(db, world.priya, openDoors, world)).toEqual(stranger);
  }),
);

test(
  'every door closes when the policy vanishes, or the portal is for signed-in people only',
  { timeout: 180_000 },
  () =>
    inSandbox(async (db) => {
      const world = await richWorld(db);
      await db.insert(gatewayPolicies).values({
        ...{ gatewayId: world.gateway.id, policyId: 'acl-payments', name: 'gone', missingSince: new Date() },
      });
      expect(await expectOneAnswer(db, 'ada', world.ada, world)).toEqual(['ledger', 'weather']);
      await db.update(settings).set({ signedInOnly: true });
      const nobody: Actor = { kind: 'anonymous' };
      expect(await expectOneAnswer(db, 'nobody', nobody, world)).toEqual([]);
      expect(Object.values(await openTo(db, nobody, openDoors, world)).flat()).toEqual([]);
      expect(await expectOneAnswer(db, 'dora', world.dora, world)).toEqual(['weather']);
    }),
);
