import { and, asc, eq, inArray } from 'drizzle-orm';
import { insertAccessRequest } from '@/core/access-requests/insert-request';
import { startDeciding } from '@/core/access-requests/start-deciding';
import { asActor, type Context } from '@/core/context';
import { mutate } from '@/core/mutate';
import { newId } from '@/db/ids';
import { accessRequests, apps, plans, products } from '@/db/schema';
import { backdate } from './backdate';
import { type Cast, daysBefore, named } from './cast';
import type { Offer } from './insert-offer';

/** Who wants what besides what the key has. */
const WISH = { by: 'carmen', app: 'Review metrics', catalog: 'public', plan: 'standard' } as const;
const PRODUCTS = ['code-hosting', 'parcel-shipping'];
const ASKED_DAYS_AGO = 1.2;

/**
 * A change of a key that waits for a decision. Its key is made only when the portal runs, so it cannot be asked for by
 * `submitChange` yet: the same parts of it write the same request.
 */
export async function insertChange(ctx: Context, cast: Cast, offer: Offer): Promise<void> {
  const actor = cast.developer(WISH.by);
  const asDeveloper = asActor(ctx, actor);
  const [held] = await ctx.db
    .select({ request: accessRequests, app: { id: apps.id, name: apps.name, organizationId: apps.organizationId } })
    .from(accessRequests)
    .innerJoin(apps, eq(apps.id, accessRequests.appId))
    .where(and(eq(apps.ownerId, actor.userId), eq(apps.name, WISH.app), eq(accessRequests.status, 'approved')));
  const [plan] = await ctx.db
    .select()
    .from(plans)
    .where(eq(plans.id, named(offer.plans, WISH.plan)));
  if (!held || !plan) throw new Error('the demo has no key to change');
  const wished = await readProducts(ctx);
  const requestId = await mutate(asDeveloper, async (unit) => {
    const request = await insertAccessRequest(unit, {
      ...{ actor, app: held.app, plan, products: wished, answers: held.request.answers },
      catalogId: named(offer.catalogs, WISH.catalog),
      gatewayId: held.request.gatewayId,
      delivery: held.request.delivery,
      submissionKey: newId(),
      changesRequestId: held.request.id,
    });
    await startDeciding(asDeveloper, unit, {
      request,
      plan,
      productIds: wished.map(({ productId }) => productId),
      productNames: wished.map(({ name }) => name).join(', '),
    });
    return request.id;
  });
  const askedAt = daysBefore(ctx.now(), ASKED_DAYS_AGO);
  const readBefore = daysBefore(ctx.now(), 2);
  await backdate(ctx, { requestId, appId: held.app.id, askedAt, decidedAt: null, readBefore });
}

async function readProducts(ctx: Context) {
  const rows = await ctx.db
    .select({ productId: products.id, name: products.displayName, accessPolicyId: products.accessPolicyId })
    .from(products)
    .where(inArray(products.slug, PRODUCTS))
    .orderBy(asc(products.displayName));
  return rows.flatMap(({ accessPolicyId, ...row }) => (accessPolicyId ? [{ ...row, accessPolicyId }] : []));
}
