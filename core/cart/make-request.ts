import { and, eq } from 'drizzle-orm';
import { accessRequests } from '@/db/schema';
import { insertAccessRequest } from '../access-requests/insert-request';
import { startDeciding } from '../access-requests/start-deciding';
import type { AccessRequestStatus } from '../access-requests/status';
import { insertApp } from '../apps/insert-app';
import { lockApp } from '../apps/lock-app';
import type { Context } from '../context';
import { conflict } from '../errors';
import type { DeveloperActor } from '../identity/actor';
import type { Limit } from '../identity/throttle';
import type { Unit } from '../mutate';
import { authorize } from '../policy';
import { readSettings } from '../settings/read';
import { checkForm } from './check-form';
import { lockAsker } from './lock-asker';
import { lockOfferedPlan } from './offered-plans';
import type { CartItem } from './read-items';

/** Every request writes mails to the deciders: no person needs more in an hour. */
const SUBMITS_AN_HOUR = 60;

/** What is asked for beside the products. */
export type RequestWish = {
  catalogId: string;
  /** Empty when none was chosen. */
  planId: string;
  app: { kind: 'new'; name: string; description?: string } | { kind: 'existing'; appId: string };
  /** By field name. */
  answers: Readonly<Record<string, unknown>>;
  /** The same one makes the same request, however often it is sent. */
  submissionKey: string;
  /** The developer's name, where an admin asks for them. */
  submittedFor?: string;
};
/** The request that was made; `approved` where nobody had to decide. */
export type Submitted = { requestId: string; appId: string; status: AccessRequestStatus };

/** Leaves the transaction with the answer that the first sending of the same wish got. */
export class AlreadySubmitted extends Error {
  constructor(readonly submitted: Submitted) {
    super('submitted before');
  }
}

/** How often a person may ask, by whichever way. */
export function submitLimit(actor: DeveloperActor): Limit {
  return { bucket: `submit:${actor.userId}`, attempts: SUBMITS_AN_HOUR, seconds: 3600 };
}

/**
 * Makes one request inside the caller's change: the app if it is new, the request with the terms copied, and whoever
 * decides told, or approved at once. `lockItems` locks what is asked for, as it is offered to the actor now: all of it
 * at one gateway. Throws `AlreadySubmitted` for a `submissionKey` that was used; `invalid` for `planId`, `appName`,
 * `appId` and `answers.<name>`; `conflict` when the allowance is used up or the same waits; `not_found` for an app that
 * the actor may not see.
 */
export async function makeRequest(
  ctx: Context,
  unit: Unit,
  actor: DeveloperActor,
  wish: RequestWish,
  lockItems: () => Promise<readonly CartItem[]>,
): Promise<Submitted & { items: readonly CartItem[] }> {
  await lockAsker(unit.tx, actor);
  await refuseSecondSending(unit, actor, wish.submissionKey);
  const items = await lockItems();
  const gatewayId = onlyGatewayOf(items);
  const settings = await readSettings(unit.tx);
  const answers = checkForm(settings, items, wish);
  const plan = await lockOfferedPlan(unit.tx, actor, { ...wish, gatewayId });
  const app = await readyApp(unit, actor, wish);
  await refuseSameWaiting(unit, app, wish);

  const request = await insertAccessRequest(unit, {
    actor,
    app,
    plan,
    catalogId: wish.catalogId,
    gatewayId,
    products: items,
    answers,
    delivery: settings.keyDelivery,
    submissionKey: wish.submissionKey,
    ...(wish.submittedFor !== undefined && { submittedFor: wish.submittedFor }),
  });
  const { status } = await startDeciding(ctx, unit, {
    request,
    plan,
    productIds: items.map(({ productId }) => productId),
    productNames: items.map(({ name }) => name).join(', '),
    asker: actor,
  });
  return { requestId: request.id, appId: app.id, status, items };
}

async function refuseSecondSending(unit: Unit, actor: DeveloperActor, submissionKey: string): Promise<void> {
  const [before] = await unit.tx
    .select({ requestId: accessRequests.id, appId: accessRequests.appId, status: accessRequests.status })
    .from(accessRequests)
    .where(and(eq(accessRequests.requestedBy, actor.userId), eq(accessRequests.submissionKey, submissionKey)));
  if (before) throw new AlreadySubmitted(before);
}

function onlyGatewayOf(items: readonly CartItem[]): string {
  const [first] = items;
  if (!first) throw new Error('makeRequest: nothing is asked for');
  if (items.some((item) => item.gatewayId !== first.gatewayId)) {
    throw conflict('These products belong to different gateways, so each gateway needs a request of its own.');
  }
  return first.gatewayId;
}

async function readyApp(unit: Unit, actor: DeveloperActor, wish: RequestWish) {
  if (wish.app.kind === 'new') {
    authorize(actor, 'app.create');
    return insertApp(unit, actor, wish.app);
  }
  const app = await lockApp(unit.tx, actor, wish.app.appId, 'share');
  authorize(actor, 'accessRequest.submit', app);
  return app;
}

async function refuseSameWaiting(unit: Unit, app: { id: string }, wish: RequestWish): Promise<void> {
  const [waiting] = await unit.tx
    .select({ id: accessRequests.id })
    .from(accessRequests)
    .where(
      and(
        eq(accessRequests.appId, app.id),
        eq(accessRequests.catalogId, wish.catalogId),
        eq(accessRequests.planId, wish.planId),
        eq(accessRequests.status, 'pending'),
      ),
    );
  if (waiting)
    throw conflict('A request of this app on this plan waits for a decision already. Choose another app or plan.');
}
