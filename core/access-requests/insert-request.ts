import { newId } from '@/db/ids';
import { accessRequestProducts, accessRequests, type FieldAnswer, type PlanTerms, type plans } from '@/db/schema';
import type { DeveloperActor } from '../identity/actor';
import type { Unit } from '../mutate';

type Plan = typeof plans.$inferSelect;

/**
 * A request to be written, everything checked and held by the caller. The plan's terms and the products' policies are
 * copied.
 */
export type NewAccessRequest = {
  actor: DeveloperActor;
  app: { id: string; name: string; organizationId: string };
  plan: Plan;
  catalogId: string;
  gatewayId: string;
  products: readonly { productId: string; name: string; accessPolicyId: string }[];
  answers: FieldAnswer[];
  delivery: 'secure' | 'plain';
  submissionKey: string;
  /** The request whose plan or products this one asks to change. */
  changesRequestId?: string;
  /** The requester's name, where an admin asks for them. */
  submittedFor?: string;
};

/**
 * Writes a pending request with everything that was agreed: the plan's terms and the products' access policies as they
 * are now, so that editing either later rewrites no history. The caller has checked and locked all of it.
 */
export async function insertAccessRequest(
  unit: Unit,
  wish: NewAccessRequest,
): Promise<typeof accessRequests.$inferSelect> {
  const [request] = await unit.tx
    .insert(accessRequests)
    .values({
      id: newId(),
      organizationId: wish.app.organizationId,
      appId: wish.app.id,
      requestedBy: wish.actor.userId,
      catalogId: wish.catalogId,
      planId: wish.plan.id,
      gatewayId: wish.gatewayId,
      terms: termsOf(wish.plan),
      answers: wish.answers,
      delivery: wish.delivery,
      submissionKey: wish.submissionKey,
      ...(wish.changesRequestId && { changesRequestId: wish.changesRequestId }),
    })
    .returning();
  if (!request) throw new Error('insertAccessRequest: the database returned no row');
  await unit.tx.insert(accessRequestProducts).values(
    wish.products.map(({ productId, accessPolicyId }) => ({
      accessRequestId: request.id,
      productId,
      accessPolicyId,
    })),
  );
  await unit.audit(
    wish.submittedFor === undefined ? 'access_request.submitted' : 'access_request.submitted_for',
    { kind: 'access_request', id: request.id, organizationId: request.organizationId },
    {
      app: wish.app.name,
      plan: wish.plan.displayName,
      products: wish.products.map(({ name }) => name),
      ...(wish.submittedFor !== undefined && { developer: wish.submittedFor }),
      ...(wish.changesRequestId && { changes: wish.changesRequestId }),
    },
  );
  return request;
}

/** The terms of a plan as a request keeps them. */
export function termsOf(plan: Plan): PlanTerms {
  const { slug, displayName, limitsPolicyId, rateRequests, ratePerSeconds, quotaRequests, quotaPeriodSeconds } = plan;
  const { keyLifetimeDays, keyMetadata, settleSeconds } = plan;
  return {
    slug,
    displayName,
    limitsPolicyId,
    rateRequests,
    ratePerSeconds,
    quotaRequests,
    quotaPeriodSeconds,
    keyLifetimeDays,
    keyMetadata,
    settleSeconds,
  };
}
