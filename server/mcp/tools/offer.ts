import { z } from 'zod';
import { listCatalogOffers } from '@/core/catalogs/list-catalog-offers';
import { listProducts } from '@/core/products/list-products';
import { searchOffer } from '@/core/search/search-offer';
import { type Tool, tool } from '../tool';
import { slug, words } from './fields';

const reads = { scope: 'agent:read', isForDevelopers: false } as const;

/** What there is: to search, to look through, to ask for. */
export const offerTools: readonly Tool[] = [
  tool({
    ...reads,
    name: 'search',
    title: 'Search the portal',
    description:
      'Finds products, API operations, guides and pages that hold all of these words, best first, at most 20 of each kind. Start here. Continue with get_product, get_operation or read_page.',
    input: z.strictObject({ query: words.min(1).describe('Words that must all occur.') }),
    run: async (ctx, { query }) => {
      const { products, operations, guides, pages } = await searchOffer(ctx, { q: query });
      return {
        json: {
          products: products.map((found) => ({ product: found.slug, name: found.name, summary: found.summary })),
          operations: operations.map((found) => ({
            product: found.productSlug,
            api: found.apiSlug,
            operation: found.slug,
            method: found.method,
            path: found.path,
            summary: found.summary,
          })),
          guides: guides.map((found) => ({
            title: found.title,
            path: `/products/${found.productSlug}/guides/${found.slug}`,
          })),
          pages: pages.map((found) => ({ title: found.title, path: `/pages/${found.slug}` })),
        },
      };
    },
  }),
  tool({
    ...reads,
    name: 'list_products',
    title: 'List products',
    description:
      'Lists the API products that you may see, at most 100: all of them, those of one catalog, with one tag, or with all of these words in name, summary or tags.',
    input: z.strictObject({
      catalog: slug.optional().describe('A catalog, as list_catalogs_and_plans names it.'),
      tag: words.optional(),
      query: words.optional().describe('Words that must all occur.'),
    }),
    run: async (ctx, { catalog, tag, query }) => {
      const found = await listProducts(ctx, { catalog, tag, q: query });
      return {
        json: {
          products: found.map((card) => ({
            product: card.slug,
            name: card.name,
            summary: card.summary,
            tags: card.tags,
            state: card.state,
            ends_on: card.sunsetOn,
            is_documentation_only: card.isDocumentationOnly,
            apis: card.apis,
            catalogs: card.catalogs.map((shelf) => shelf.slug),
          })),
        },
      };
    },
  }),
  tool({
    ...reads,
    name: 'list_catalogs_and_plans',
    title: 'List catalogs and plans',
    description:
      'Lists what can be asked for: the catalogs that you may see, their products, the plans that can be chosen for each with their limits, and the questions that a request has to answer. Read it before request_access.',
    input: z.strictObject({ catalog: slug.optional().describe('Only this catalog.') }),
    run: async (ctx, { catalog }) => {
      const offers = await listCatalogOffers(ctx, { catalog });
      return {
        json: {
          catalogs: offers.map((offer) => ({
            catalog: offer.slug,
            name: offer.name,
            description: offer.description,
            questions: offer.questions.map(question),
            products: offer.products.map((product) => ({
              product: product.slug,
              name: product.name,
              summary: product.summary,
              state: product.state,
              can_be_asked_for: product.isRequestable,
              plans: product.plans,
              questions: product.questions.map(question),
            })),
            plans: offer.plans.map((plan) => ({
              plan: plan.slug,
              name: plan.name,
              description: plan.description,
              rate: limit(plan.rateRequests, plan.ratePerSeconds),
              quota: limit(plan.quotaRequests, plan.quotaPeriodSeconds),
              key_lifetime_days: plan.keyLifetimeDays,
              approval: plan.isApprovedAtOnce ? 'at once' : 'by people',
            })),
          })),
        },
      };
    },
  }),
];

function limit(requests: number | null, seconds: number | null) {
  return requests === null || seconds === null ? null : { requests, seconds };
}

function question(field: Awaited<ReturnType<typeof listCatalogOffers>>[number]['questions'][number]) {
  const { name, label, kind, required, help, choices } = field;
  return { name, question: label, kind, required, ...(help && { help }), ...(choices && { choices }) };
}
