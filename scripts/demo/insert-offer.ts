import { eq } from 'drizzle-orm';
import { uploadDocument } from '@/core/api-docs/upload-document';
import type { Context } from '@/core/context';
import { mutate, type Unit } from '@/core/mutate';
import { newId } from '@/db/ids';
import {
  catalogOrganizations,
  catalogPlans,
  catalogProducts,
  catalogs,
  gateways,
  plans,
  productApis,
  productChanges,
  productGuides,
  products,
} from '@/db/schema';
import { DEMO_PLAN_POLICY_IDS, DEMO_POLICIES, demoAccessPolicyId, demoListenPath } from '@/gateway/demo/definitions';
import { dateBefore, daysBefore, named } from './cast';
import { demoCatalogs, demoPlans, demoProducts } from './offer';
import type { DemoProduct } from './product';

/** Ids by slug. */
export type Offer = { products: Map<string, string>; plans: Map<string, string>; catalogs: Map<string, string> };

/** Makes plans, products and catalogs, and uploads the documents; each is read by a job or by whoever comes first. */
export async function insertOffer(
  ctx: Context,
  input: { partnerId: string; documents: Map<string, string> },
): Promise<Offer & { documentIds: string[] }> {
  const [gateway] = await ctx.db.select({ id: gateways.id }).from(gateways).where(eq(gateways.fromEnvironment, true));
  if (!gateway) throw new Error('there is no gateway: ensureBasics makes it');
  const offer: Offer = { products: new Map(), plans: new Map(), catalogs: new Map() };
  const apis = new Map<string, string>();
  await mutate(ctx, async (unit) => {
    for (const plan of demoPlans) offer.plans.set(plan.slug, await insertPlan(unit, plan, gateway.id));
    for (const product of demoProducts) {
      const { productId, apiId } = await insertProduct(ctx, unit, product, gateway.id);
      offer.products.set(product.slug, productId);
      apis.set(product.slug, apiId);
    }
    for (const [position, catalog] of demoCatalogs.entries()) {
      offer.catalogs.set(catalog.slug, await insertCatalog(unit, { ...catalog, position }, offer, input.partnerId));
    }
  });
  const documentIds: string[] = [];
  for (const [slug, source] of input.documents) {
    documentIds.push((await uploadDocument(ctx, { productApiId: named(apis, slug), source })).documentId);
  }
  return { ...offer, documentIds };
}

async function insertPlan(unit: Unit, plan: (typeof demoPlans)[number], gatewayId: string): Promise<string> {
  const id = newId();
  const { slug, displayName, description, autoApprove, keyLifetimeDays, allowance } = plan;
  const limitsPolicyId = DEMO_PLAN_POLICY_IDS[slug];
  const policy = DEMO_POLICIES.find(({ policyId }) => policyId === limitsPolicyId);
  const hasRate = policy !== undefined && policy.rate > 0;
  const hasQuota = policy !== undefined && policy.quotaMax > 0;
  await unit.tx.insert(plans).values({
    ...{ id, slug, displayName, description, autoApprove, keyLifetimeDays, gatewayId, limitsPolicyId },
    rateRequests: hasRate ? policy.rate : null,
    ratePerSeconds: hasRate ? policy.perSeconds : null,
    quotaRequests: hasQuota ? policy.quotaMax : null,
    quotaPeriodSeconds: hasQuota ? policy.quotaRenewalSeconds : null,
    requestAllowance: allowance?.requests ?? null,
    allowancePeriodDays: allowance?.days ?? null,
    keyMetadata: { tier: slug },
  });
  await unit.audit('plan.created', { kind: 'plan', id }, { name: displayName });
  return id;
}

async function insertProduct(ctx: Context, unit: Unit, wish: DemoProduct, gatewayId: string) {
  const [productId, apiId] = [newId(), newId()];
  const { slug, displayName, summary, description, tags, state, gatewayApi, api, requestFields = [] } = wish;
  const createdAt = daysBefore(ctx.now(), wish.daysOld);
  await unit.tx.insert(products).values({
    ...{ id: productId, slug, displayName, summary, description, tags, state, requestFields, createdAt },
    isFeatured: wish.isFeatured ?? false,
    sunsetOn: wish.sunsetInDays === undefined ? null : dateBefore(ctx.now(), -wish.sunsetInDays),
    gatewayId: gatewayApi && gatewayId,
    accessPolicyId: gatewayApi && demoAccessPolicyId(gatewayApi),
    updatedAt: createdAt,
  });
  await unit.tx.insert(productApis).values({
    ...{ id: apiId, productId, slug: api.slug, name: api.name, gatewayApiId: gatewayApi },
    listenPath: gatewayApi && demoListenPath(gatewayApi),
  });
  const guides = wish.guides.map((guide, position) => ({ productId, position, ...guide }));
  if (guides.length > 0) await unit.tx.insert(productGuides).values(guides);
  const changes = wish.changes.map(({ title, body, daysAgo }) => ({
    ...{ productId, title, body },
    publishedOn: dateBefore(ctx.now(), daysAgo),
  }));
  if (changes.length > 0) await unit.tx.insert(productChanges).values(changes);
  await unit.audit('product.created', { kind: 'product', id: productId }, { name: displayName });
  return { productId, apiId };
}

async function insertCatalog(
  unit: Unit,
  wish: (typeof demoCatalogs)[number] & { position: number },
  offer: Offer,
  partnerId: string,
): Promise<string> {
  const catalogId = newId();
  const { slug, displayName, description, visibility, position } = wish;
  await unit.tx.insert(catalogs).values({ id: catalogId, slug, displayName, description, visibility, position });
  await unit.tx
    .insert(catalogProducts)
    .values(
      wish.products.map((product, at) => ({ catalogId, productId: named(offer.products, product), position: at })),
    );
  await unit.tx
    .insert(catalogPlans)
    .values(wish.plans.map((plan, at) => ({ catalogId, planId: named(offer.plans, plan), position: at })));
  if (visibility === 'private') {
    await unit.tx.insert(catalogOrganizations).values({ catalogId, organizationId: partnerId });
  }
  await unit.audit('catalog.created', { kind: 'catalog', id: catalogId }, { name: displayName });
  return catalogId;
}
