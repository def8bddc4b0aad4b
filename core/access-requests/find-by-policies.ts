import { and, asc, eq, inArray, or, sql } from 'drizzle-orm';
import type { Transaction } from '@/db/client';
import { catalogPlans, catalogProducts, catalogs, plans, products } from '@/db/schema';
import type { Context } from '../context';
import { invalid, invalidFields } from '../errors';
import type { DeveloperActor } from '../identity/actor';
import { developerToActFor } from '../members/developer-to-act-for';
import { livePlans, requestableProducts } from '../offered';
import { authorize } from '../policy';
import { mergeFields } from '../settings/form-fields';
import { readSettings } from '../settings/read';
import { visibleCatalogs, visibleProducts } from '../visibility';

/** What the policies mean in this portal, and the questions that a request for it answers. */
export type FoundByPolicies = {
  catalogId: string;
  planId: string;
  products: { id: string; name: string }[];
  asked: { name: string; label: string }[];
};

/**
 * What somebody means who names policies of the gateway, as the classic portal does: the products that they open and the
 * plan that they limit, as they are offered to this developer. A product and a plan may also be named by their id or
 * slug. A plan alone stands for the only product that is offered on it, a product alone for its only plan; of several
 * catalogs it is the first in the portal's order. Throws `forbidden`, `conflict` for a developer who is not active, and
 * `invalid` for `developerId`, `policies.<index>` of a policy that means nothing, and `policies` where they mean nothing
 * or several things together.
 */
export async function findByPolicies(
  ctx: Context,
  input: { developerId: string; policies: readonly string[] },
): Promise<FoundByPolicies> {
  authorize(ctx.actor, 'accessRequest.submit_for');
  return ctx.db.transaction(async (tx) => {
    const developer = await developerToActFor(tx, input.developerId);
    const offers = await readOffers(tx, developer, input.policies);
    refuseUnknown(offers, input.policies);
    const chosen = choose(offers, input.policies);
    const { requestFields } = await readSettings(tx);
    const asked = mergeFields(requestFields, ...chosen.map((offer) => offer.requestFields));
    const [{ catalogId, planId }] = chosen;
    return {
      ...{ catalogId, planId },
      products: chosen.map(({ productId, productName }) => ({ id: productId, name: productName })),
      asked: asked.map(({ name, label }) => ({ name, label })),
    };
  });
}

type Offer = Awaited<ReturnType<typeof readOffers>>[number];

/** One line for each product on each plan in each catalog, where one of the two is named. */
function readOffers(tx: Transaction, developer: DeveloperActor, policies: readonly string[]) {
  const named = [...policies];
  const isProduct = or(
    inArray(products.accessPolicyId, named),
    inArray(products.slug, named),
    inArray(sql`${products.id}::text`, named),
  );
  const isPlan = or(
    inArray(plans.limitsPolicyId, named),
    inArray(plans.slug, named),
    inArray(sql`${plans.id}::text`, named),
  );
  return tx
    .select({
      catalogId: catalogs.id,
      productId: products.id,
      productName: products.displayName,
      productNames: sql<string[]>`array[${products.id}::text, ${products.slug}, ${products.accessPolicyId}]`,
      requestFields: products.requestFields,
      planId: plans.id,
      planName: plans.displayName,
      planNames: sql<string[]>`array_remove(array[${plans.id}::text, ${plans.slug}, ${plans.limitsPolicyId}], null)`,
    })
    .from(catalogs)
    .innerJoin(catalogProducts, eq(catalogProducts.catalogId, catalogs.id))
    .innerJoin(products, and(eq(products.id, catalogProducts.productId), requestableProducts()))
    .innerJoin(catalogPlans, eq(catalogPlans.catalogId, catalogs.id))
    .innerJoin(plans, and(eq(plans.id, catalogPlans.planId), livePlans()))
    .where(
      and(
        visibleCatalogs(tx, developer),
        visibleProducts(tx, developer),
        sql`(${plans.gatewayId} is null or ${plans.gatewayId} = ${products.gatewayId})`,
        or(isProduct, isPlan),
      ),
    )
    .orderBy(asc(catalogs.position), asc(catalogs.displayName), asc(catalogs.id), asc(products.id), asc(plans.id));
}

function refuseUnknown(offers: readonly Offer[], policies: readonly string[]): void {
  const known = new Set(offers.flatMap(({ productNames, planNames }) => [...productNames, ...planNames]));
  const unknown = policies.flatMap((policy, index) => (known.has(policy) ? [] : [index]));
  if (unknown.length === 0) return;
  const message = 'No product and no plan that this developer is offered has this policy.';
  throw invalidFields(Object.fromEntries(unknown.map((index) => [`policies.${index}`, [message]])));
}

/** The products of one catalog on one plan. */
function choose(offers: readonly Offer[], policies: readonly string[]): [Offer, ...Offer[]] {
  const isNamed = (names: readonly string[]) => names.some((name) => policies.includes(name));
  const byProduct = offers.filter(({ productNames }) => isNamed(productNames));
  const byPlan = offers.filter(({ planNames }) => isNamed(planNames));
  const wanted = namesOf(byProduct.length > 0 ? byProduct : byPlan, 'product');
  if (byProduct.length === 0 && wanted.size > 1) throw several('product', wanted);
  const meant = byPlan.length === 0 ? byProduct : byPlan.filter(({ productId }) => wanted.has(productId));
  const whole = grouped(meant).filter((group) => group.length === wanted.size);
  const possible = namesOf(whole.flat(), 'plan');
  if (possible.size > 1) throw several('plan', possible);
  const [first, ...rest] = whole[0] ?? [];
  if (!first) throw invalid('policies', 'No catalog offers this developer all of this together.');
  return [first, ...rest];
}

function namesOf(offers: readonly Offer[], what: 'product' | 'plan'): Map<string, string> {
  return new Map(
    offers.map((one) => (what === 'product' ? [one.productId, one.productName] : [one.planId, one.planName])),
  );
}

/** By catalog and plan, in the order of the catalogs. */
function grouped(offers: readonly Offer[]): Offer[][] {
  const groups = new Map<string, Offer[]>();
  for (const offer of offers) {
    const name = `${offer.catalogId} ${offer.planId}`;
    groups.set(name, [...(groups.get(name) ?? []), offer]);
  }
  return [...groups.values()];
}

function several(what: 'product' | 'plan', names: ReadonlyMap<string, string>) {
  const shown = [...names.values()].slice(0, 5).join(', ');
  return invalid(
    'policies',
    `This can mean more than one ${what} (${shown}). Name the policy or the slug of one, too.`,
  );
}
