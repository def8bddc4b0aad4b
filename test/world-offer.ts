import type { Database } from '@/db/client';
import { newId } from '@/db/ids';
import {
  catalogOrganizations,
  catalogPlans,
  catalogProducts,
  catalogs,
  catalogTeams,
  gateways,
  plans,
  productApis,
  products,
} from '@/db/schema';

/**
 * What the world offers: a catalog for everybody, one for whoever is logged in, one for Acme and one for a team; three
 * products and a draft; a plan that somebody decides about and one that nobody has to.
 */
export async function seedOffer(db: Database, acmeId: string, backendId: string) {
  const [gateway] = await db.select().from(gateways);
  if (!gateway) throw new Error('ensureBasics made no gateway');
  const publicCatalog = await seedCatalog(db, 'public', 'public');
  const internalCatalog = await seedCatalog(db, 'internal', 'internal');
  const partnerCatalog = await seedCatalog(db, 'partners', 'private');
  const backendCatalog = await seedCatalog(db, 'backend', 'private');
  await db.insert(catalogOrganizations).values({ catalogId: partnerCatalog.id, organizationId: acmeId });
  await db.insert(catalogTeams).values({ catalogId: backendCatalog.id, teamId: backendId });

  const payments = await seedProduct(db, gateway.id, 'payments', 'published');
  const ledgerApi = await seedProduct(db, gateway.id, 'ledger', 'published');
  const weather = await seedProduct(db, gateway.id, 'weather', 'published');
  const secretDraft = await seedProduct(db, gateway.id, 'maps', 'draft');
  const offered: [{ id: string }, { id: string }][] = [
    [publicCatalog, payments],
    [publicCatalog, weather],
    [publicCatalog, secretDraft],
    [partnerCatalog, ledgerApi],
    [partnerCatalog, payments],
    [internalCatalog, weather],
    [backendCatalog, ledgerApi],
  ];
  for (const [catalog, product] of offered) {
    await db.insert(catalogProducts).values({ catalogId: catalog.id, productId: product.id });
  }
  const standard = await seedPlan(db, gateway.id, 'standard', false);
  const free = await seedPlan(db, gateway.id, 'free', true);
  for (const catalog of [publicCatalog, internalCatalog, partnerCatalog, backendCatalog]) {
    for (const plan of [standard, free])
      await db.insert(catalogPlans).values({ catalogId: catalog.id, planId: plan.id });
  }
  return {
    gateway,
    publicCatalog,
    internalCatalog,
    partnerCatalog,
    backendCatalog,
    payments,
    ledgerApi,
    weather,
    secretDraft,
    standard,
    free,
  };
}

async function seedCatalog(db: Database, slug: string, visibility: 'public' | 'internal' | 'private') {
  const catalog = { id: newId(), slug, displayName: slug, visibility };
  await db.insert(catalogs).values(catalog);
  return catalog;
}

async function seedProduct(db: Database, gatewayId: string, slug: string, state: 'draft' | 'published') {
  const product = { id: newId(), slug, displayName: slug, state, gatewayId, accessPolicyId: `acl-${slug}` };
  await db.insert(products).values(product);
  await db
    .insert(productApis)
    .values({ productId: product.id, slug, name: slug, gatewayApiId: slug, listenPath: `/${slug}/` });
  return product;
}

async function seedPlan(db: Database, gatewayId: string, slug: string, autoApprove: boolean) {
  const plan = {
    id: newId(),
    slug,
    displayName: slug,
    gatewayId,
    limitsPolicyId: `plan-${slug}`,
    rateRequests: slug === 'free' ? 5 : 60,
    ratePerSeconds: slug === 'free' ? 10 : 60,
    autoApprove,
  };
  await db.insert(plans).values(plan);
  return plan;
}
