import { newId } from '@/db/ids';
import { AlreadySubmitted, makeRequest, type RequestWish, type Submitted } from '../cart/make-request';
import { type CartItem, lockOfferedItems } from '../cart/read-items';
import type { Context } from '../context';
import { DomainError, invalid, invalidFields } from '../errors';
import { type DeveloperActor, nameOfActor, userIdOf } from '../identity/actor';
import { throttle } from '../identity/throttle';
import { developerToActFor } from '../members/developer-to-act-for';
import { mutate, type Unit } from '../mutate';
import { authorize } from '../policy';
import { mergeFields } from '../settings/form-fields';
import { readSettings } from '../settings/read';
import { findCatalogFor } from './find-catalog-for';

/** Every request writes mails to those who decide; a program that brings many developers along needs some. */
const SUBMITS_AN_HOUR = 1000;

/** What an admin asks for in the place of a developer, who is checked as if they asked themselves. */
export type SubmissionFor = Pick<RequestWish, 'planId' | 'app' | 'answers'> & {
  developerId: string;
  /** May be left out where one catalog alone offers these products on this plan to the developer. */
  catalogId?: string | undefined;
  productIds: readonly string[];
  /** Drawn once for each wish: the same one makes the same request, however often it is sent. */
  submissionKey?: string | undefined;
};

/**
 * Asks for access in a developer's name: all that the cart checks is asked of the developer (what they are offered,
 * whose app it is, what the plan allows them), the same rules decide, and the developer is told. The audit log names the
 * admin. Nothing of the developer's cart is touched.
 *
 * Throws `forbidden`; `invalid` for `developerId`, `catalogId`, `productIds`, `planId`, `appName`, `appDescription`,
 * `appId` and `answers.<name>`; `conflict` when the developer or their organization is not active, the allowance is used
 * up or the same is waiting already.
 */
export async function submitRequestFor(ctx: Context, input: SubmissionFor): Promise<Submitted> {
  authorize(ctx.actor, 'accessRequest.submit_for');
  if (input.app.kind === 'new') authorize(ctx.actor, 'app.create_for');
  const bucket = `submit-for:${userIdOf(ctx.actor)}`;
  await throttle(ctx, { bucket, attempts: SUBMITS_AN_HOUR, seconds: 3600 });
  try {
    return await mutate(ctx, (unit) => submit(ctx, unit, input));
  } catch (error) {
    if (error instanceof AlreadySubmitted) return error.submitted;
    throw error;
  }
}

async function submit(ctx: Context, unit: Unit, input: SubmissionFor): Promise<Submitted> {
  const developer = await developerToActFor(unit.tx, input.developerId);
  const productIds = [...new Set(input.productIds)];
  if (productIds.length === 0) throw invalid('productIds', 'Choose at least one product.');
  const { planId, app, answers, submissionKey = newId() } = input;
  const catalogId = input.catalogId || (await findCatalogFor(unit.tx, developer, { productIds, planId }));
  const wish = { catalogId, planId, app, answers, submissionKey, submittedFor: nameOfActor(developer) };
  const lockItems = async () => {
    const items = await lockAll(unit, developer, { catalogId, productIds });
    await refuseUnasked(unit, items, answers);
    return items;
  };
  const { items, ...made } = await makeRequest(ctx, unit, developer, wish, lockItems).catch((error: unknown) => {
    // Nothing else of it is looked for: what the developer does not share is a wrong choice of the admin's.
    const isForeignApp = error instanceof DomainError && error.code === 'not_found' && app.kind === 'existing';
    throw isForeignApp ? invalid('appId', 'This developer uses no such app.') : error;
  });
  await tell(unit, developer, made, items);
  return made;
}

async function lockAll(
  unit: Unit,
  developer: DeveloperActor,
  wish: { catalogId: string; productIds: readonly string[] },
): Promise<readonly CartItem[]> {
  const items = await lockOfferedItems(unit.tx, developer, wish);
  if (items.length === wish.productIds.length) return items;
  throw invalid('productIds', 'This catalog does not offer all of these products to this developer.');
}

/** A program that answers what nobody asks has another form in mind. */
async function refuseUnasked(unit: Unit, items: readonly CartItem[], answers: SubmissionFor['answers']): Promise<void> {
  const { requestFields } = await readSettings(unit.tx);
  const fields = mergeFields(requestFields, ...items.map((item) => item.requestFields));
  const unasked = Object.keys(answers).filter((name) => fields.every((field) => field.name !== name));
  if (unasked.length === 0) return;
  throw invalidFields(Object.fromEntries(unasked.map((name) => [`answers.${name}`, ['Nobody asks this.']])));
}

/** What approves itself is told as an approval. */
async function tell(unit: Unit, { userId }: DeveloperActor, made: Submitted, items: readonly CartItem[]) {
  if (made.status !== 'pending') return;
  await unit.mail({ message: 'request-made-for', to: { userId }, subjectId: made.requestId });
  await unit.notify({
    userId,
    kind: 'access_request.submitted_for',
    title: `Access to ${items.map(({ name }) => name).join(', ')} was requested for you`,
    href: `/requests/${made.requestId}`,
  });
}
