import { and, eq, inArray } from 'drizzle-orm';
import { accessRequests, cartItems } from '@/db/schema';
import { insertAccessRequest } from '../access-requests/insert-request';
import { startDeciding } from '../access-requests/start-deciding';
import type { AccessRequestStatus } from '../access-requests/status';
import { insertApp } from '../apps/insert-app';
import { lockApp } from '../apps/lock-app';
import type { Context } from '../context';
import { conflict, forbidden } from '../errors';
import { type DeveloperActor, isActiveDeveloper } from '../identity/actor';
import { throttle } from '../identity/throttle';
import { mutate, type Unit } from '../mutate';
import { authorize } from '../policy';
import { readSettings } from '../settings/read';
import { checkForm } from './check-form';
import { lockAsker } from './lock-asker';
import { lockOfferedPlan } from './offered-plans';
import { type CartItem, lockCartItems } from './read-items';

/** Every request writes mails to the deciders: no person needs more in an hour. */
const SUBMITS_AN_HOUR = 60;

export type CartSubmission = {
  catalogId: string;
  /** The products of one catalog that live at one gateway make one key. May be left out when there is only one. */
  gatewayId?: string;
  /** Empty when none was chosen. */
  planId: string;
  app: { kind: 'new'; name: string; description?: string } | { kind: 'existing'; appId: string };
  /** By field name. */
  answers: Readonly<Record<string, unknown>>;
  /** Drawn once for each showing of the form: the same one makes the same request, however often it is sent. */
  submissionKey: string;
  /** What the person saw in the group. When the cart holds something else by now, nothing is asked for. */
  productIds?: readonly string[];
};
export type Submitted = { requestId: string; appId: string; status: AccessRequestStatus };

/** Leaves the transaction with the answer that the first sending of the same form got. */
class AlreadySubmitted extends Error {
  constructor(readonly submitted: Submitted) {
    super('submitted before');
  }
}

/**
 * Asks for the products of one catalog in the actor's cart: the app if it is new, the request with the terms copied,
 * the cart emptied of them, in one transaction, after checking everything again. Where a rule, the plan or the portal
 * approves by itself, the request is approved at once; otherwise whoever decides is told. Sending the same form again
 * answers the same.
 *
 * Throws `invalid` for `planId`, `appName`, `appId` and `answers.<name>`; `conflict` when the cart has changed, the
 * allowance is used up or the same is waiting already; `not_found` for an app that the actor may not see.
 */
export async function submitCartGroup(ctx: Context, input: CartSubmission): Promise<Submitted> {
  const { actor } = ctx;
  authorize(actor, 'cart.change');
  if (!isActiveDeveloper(actor)) throw forbidden();
  await throttle(ctx, { bucket: `submit:${actor.userId}`, attempts: SUBMITS_AN_HOUR, seconds: 3600 });
  try {
    return await mutate(ctx, (unit) => submit(ctx, unit, actor, input));
  } catch (error) {
    if (error instanceof AlreadySubmitted) return error.submitted;
    throw error;
  }
}

async function submit(ctx: Context, unit: Unit, actor: DeveloperActor, input: CartSubmission): Promise<Submitted> {
  await lockAsker(unit.tx, actor);
  await refuseSecondSending(unit, actor, input.submissionKey);
  const items = await lockGroup(unit, actor, input);
  const { gatewayId } = items[0];
  const settings = await readSettings(unit.tx);
  const answers = checkForm(settings, items, input);
  const plan = await lockOfferedPlan(unit.tx, actor, { ...input, gatewayId });
  const app = await readyApp(ctx, unit, actor, input);
  await refuseSameWaiting(unit, app, input);

  const request = await insertAccessRequest(unit, {
    actor,
    app,
    plan,
    catalogId: input.catalogId,
    gatewayId,
    products: items,
    answers,
    delivery: settings.keyDelivery,
    submissionKey: input.submissionKey,
  });
  await emptyCart(unit, actor, input.catalogId, items);
  const { status } = await startDeciding(ctx, unit, {
    request,
    plan,
    productIds: items.map(({ productId }) => productId),
    productNames: items.map(({ name }) => name).join(', '),
  });
  return { requestId: request.id, appId: app.id, status };
}

async function refuseSecondSending(unit: Unit, actor: DeveloperActor, submissionKey: string): Promise<void> {
  const [before] = await unit.tx
    .select({ requestId: accessRequests.id, appId: accessRequests.appId, status: accessRequests.status })
    .from(accessRequests)
    .where(and(eq(accessRequests.requestedBy, actor.userId), eq(accessRequests.submissionKey, submissionKey)));
  if (before) throw new AlreadySubmitted(before);
}

async function lockGroup(unit: Unit, actor: DeveloperActor, input: CartSubmission): Promise<[CartItem, ...CartItem[]]> {
  const { catalogId, gatewayId, productIds } = input;
  const [first, ...rest] = await lockCartItems(unit.tx, actor, { catalogId, ...(gatewayId && { gatewayId }) });
  if (!first) throw conflict('These products are not in your cart any more. Open the cart again.');
  const items: [CartItem, ...CartItem[]] = [first, ...rest];
  if (rest.some((item) => item.gatewayId !== first.gatewayId)) {
    throw conflict('These products belong to different gateways, so each gateway needs a request of its own.');
  }
  if (
    productIds &&
    !isSameSet(
      productIds,
      items.map(({ productId }) => productId),
    )
  ) {
    throw conflict('Your cart has changed since you opened it. Open it again to see what you would ask for.');
  }
  return items;
}

function isSameSet(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((id) => other.includes(id));
}

async function readyApp(ctx: Context, unit: Unit, actor: DeveloperActor, input: CartSubmission) {
  if (input.app.kind === 'new') {
    authorize(actor, 'app.create');
    return insertApp(unit, actor, input.app);
  }
  const app = await lockApp(unit.tx, ctx.actor, input.app.appId, 'share');
  authorize(actor, 'accessRequest.submit', app);
  return app;
}

async function refuseSameWaiting(unit: Unit, app: { id: string }, input: CartSubmission): Promise<void> {
  const [waiting] = await unit.tx
    .select({ id: accessRequests.id })
    .from(accessRequests)
    .where(
      and(
        eq(accessRequests.appId, app.id),
        eq(accessRequests.catalogId, input.catalogId),
        eq(accessRequests.planId, input.planId),
        eq(accessRequests.status, 'pending'),
      ),
    );
  if (waiting)
    throw conflict('A request of this app on this plan waits for a decision already. Choose another app or plan.');
}

async function emptyCart(
  unit: Unit,
  actor: DeveloperActor,
  catalogId: string,
  items: readonly CartItem[],
): Promise<void> {
  await unit.tx.delete(cartItems).where(
    and(
      eq(cartItems.userId, actor.userId),
      eq(cartItems.catalogId, catalogId),
      inArray(
        cartItems.productId,
        items.map(({ productId }) => productId),
      ),
    ),
  );
}
