import { and, eq, inArray } from 'drizzle-orm';
import { isId } from '@/db/ids';
import { accessRequests, apps, credentials, type FieldAnswer } from '@/db/schema';
import { lockApp } from '../apps/lock-app';
import { lockAsker } from '../cart/lock-asker';
import { lockOfferedPlan } from '../cart/offered-plans';
import type { Context } from '../context';
import { lockCredential } from '../credentials/lock-credential';
import { conflict, forbidden, invalidFields, notFound } from '../errors';
import { type DeveloperActor, isActiveDeveloper } from '../identity/actor';
import { throttle } from '../identity/throttle';
import { mutate, type Unit } from '../mutate';
import { authorize } from '../policy';
import { mergeFields, parseAnswers } from '../settings/form-fields';
import { readSettings } from '../settings/read';
import { visibleCredentials } from '../visibility';
import { insertAccessRequest, termsOf } from './insert-request';
import { holdRequest } from './lock-request';
import { refuseSameChange } from './refuse-same-change';
import { startDeciding } from './start-deciding';
import type { AccessRequestStatus } from './status';
import { whyUnchangeable } from './why-unchangeable';
import { lockWishedProducts, type WishedProduct } from './wished-products';

/** The same bucket and number as for the cart: every request writes mails to those who decide. */
const SUBMITS_AN_HOUR = 60;
const CHANGED_MEANWHILE = 'This key was changed since you opened the page. Open it again to see what it has now.';

/** A wish for another plan or other products of a key that works. */
export type ChangeSubmission = {
  credentialId: string;
  catalogId: string;
  /** Empty when none was chosen. */
  planId: string;
  /** All that the key shall open, also what it opens already. */
  productIds: readonly string[];
  /** By field name. */
  answers: Readonly<Record<string, unknown>>;
  /** Drawn once for each showing of the form: the same one makes the same request, however often it is sent. */
  submissionKey: string;
  /** What the person saw; when the key has other terms by now, nothing is asked for. */
  version?: number | undefined;
};
/** The request that was made, or the one that the same `submissionKey` made before. */
export type SubmittedChange = { requestId: string; status: AccessRequestStatus };

/** Leaves the transaction with the answer that the first sending of the same form got. */
class AlreadySubmitted extends Error {
  constructor(readonly submitted: SubmittedChange) {
    super('submitted before');
  }
}

/**
 * Asks for another plan or other products for a key that works: a request like any other, which changes what the key's
 * own request says when it is granted. Until the gateway has taken it, the key goes on as it is. Sending the same form
 * again answers the same.
 *
 * Throws `not_found`, `forbidden`; `invalid` for `planId`, `productIds` and `answers.<name>`; `conflict` when the key
 * cannot be changed now, a change of it waits already, nothing would change, or the allowance is used up.
 */
export async function submitChange(ctx: Context, input: ChangeSubmission): Promise<SubmittedChange> {
  const { actor } = ctx;
  const found = await findKey(ctx, input.credentialId);
  authorize(actor, 'credential.change_terms', found.app);
  if (!isActiveDeveloper(actor)) throw forbidden();
  await throttle(ctx, { bucket: `submit:${actor.userId}`, attempts: SUBMITS_AN_HOUR, seconds: 3600 });
  const submitted = await mutate(ctx, (unit) => submit(ctx, unit, actor, found.accessRequestId, input)).catch(
    (error: unknown) => {
      if (error instanceof AlreadySubmitted) return error.submitted;
      throw error;
    },
  );
  await ctx.fault('terms.afterCommit');
  return submitted;
}

async function findKey(ctx: Context, credentialId: string) {
  if (!isId(credentialId)) throw notFound();
  const [found] = await ctx.db
    .select({
      accessRequestId: credentials.accessRequestId,
      app: {
        organizationId: apps.organizationId,
        ownerId: apps.ownerId,
        visibility: apps.visibility,
        teamId: apps.teamId,
      },
    })
    .from(credentials)
    .innerJoin(apps, eq(apps.id, credentials.appId))
    .where(and(eq(credentials.id, credentialId), visibleCredentials(ctx.db, ctx.actor)));
  if (!found) throw notFound();
  return found;
}

/** In the order of a submit from the cart: whose it is, what is offered, the app; then the request and its key. */
async function submit(
  ctx: Context,
  unit: Unit,
  actor: DeveloperActor,
  contractId: string,
  input: ChangeSubmission,
): Promise<SubmittedChange> {
  await lockAsker(unit.tx, actor);
  await refuseSecondSending(unit, actor, input.submissionKey);
  const contract = await readContract(unit, contractId);
  if (!input.planId) throw invalidFields({ planId: ['Choose a plan.'] });
  const products = await lockWishedProducts(unit.tx, actor, contract, input);
  const answers = await checkAnswers(unit, products, input);
  const { catalogId, planId } = input;
  const plan = await lockOfferedPlan(unit.tx, actor, { catalogId, planId, gatewayId: contract.gatewayId });
  const app = await lockApp(unit.tx, actor, contract.appId, 'share');
  await holdRequest(unit.tx, contract.id);
  await lockKey(ctx, unit, input, contract);
  await refuseSecondChange(unit, contract.id);
  await refuseSameChange(unit, contract, { terms: termsOf(plan), planId, products });

  const request = await insertAccessRequest(unit, {
    ...{ actor, app, plan, catalogId, products, answers },
    gatewayId: contract.gatewayId,
    delivery: contract.delivery,
    submissionKey: input.submissionKey,
    changesRequestId: contract.id,
  });
  const { status } = await startDeciding(ctx, unit, {
    request,
    plan,
    productIds: products.map(({ productId }) => productId),
    productNames: products.map(({ name }) => name).join(', '),
  });
  return { requestId: request.id, status };
}

async function refuseSecondSending(unit: Unit, actor: DeveloperActor, submissionKey: string): Promise<void> {
  const [before] = await unit.tx
    .select({ requestId: accessRequests.id, status: accessRequests.status })
    .from(accessRequests)
    .where(and(eq(accessRequests.requestedBy, actor.userId), eq(accessRequests.submissionKey, submissionKey)));
  if (before) throw new AlreadySubmitted(before);
}

async function readContract(unit: Unit, contractId: string) {
  const [contract] = await unit.tx.select().from(accessRequests).where(eq(accessRequests.id, contractId));
  if (!contract) throw notFound();
  return contract;
}

type Contract = Awaited<ReturnType<typeof readContract>>;

async function checkAnswers(
  unit: Unit,
  products: readonly WishedProduct[],
  input: ChangeSubmission,
): Promise<FieldAnswer[]> {
  const settings = await readSettings(unit.tx);
  const fields = mergeFields(settings.requestFields, ...products.map(({ requestFields }) => requestFields));
  const { answers, fieldErrors } = parseAnswers(fields, input.answers);
  if (answers) return answers;
  throw invalidFields(
    Object.fromEntries(Object.entries(fieldErrors).map(([name, errors]) => [`answers.${name}`, errors])),
  );
}

async function lockKey(ctx: Context, unit: Unit, input: ChangeSubmission, contract: Contract): Promise<void> {
  const { row, organization, resource } = await lockCredential(unit.tx, ctx.actor, input.credentialId);
  authorize(ctx.actor, 'credential.change_terms', resource);
  if (organization.status !== 'active') throw conflict('The organization is not active, so its keys do not change.');
  const why = whyUnchangeable(row, ctx.now());
  if (why) throw conflict(why);
  // Read before it was held: what the person chose from, and what was checked, must be what it says now.
  const now = await readContract(unit, contract.id);
  const isSeen = input.version === undefined || input.version === now.version;
  if (now.version !== contract.version || !isSeen) throw conflict(CHANGED_MEANWHILE);
}

/** The held request lets one come here at a time; the index `access_requests_one_change` is the second net. */
async function refuseSecondChange(unit: Unit, contractId: string): Promise<void> {
  const [open] = await unit.tx
    .select({ status: accessRequests.status })
    .from(accessRequests)
    .where(
      and(eq(accessRequests.changesRequestId, contractId), inArray(accessRequests.status, ['pending', 'approved'])),
    );
  if (open?.status === 'pending')
    throw conflict('A change of this key waits for a decision already. Cancel it to ask for another one.');
  if (open)
    throw conflict('A change of this key was approved, and the gateway is taking it. Ask again when it is made.');
}
