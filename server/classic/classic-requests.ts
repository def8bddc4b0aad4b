import { z } from '@hono/zod-openapi';
import { approveAccessRequest } from '@/core/access-requests/approve';
import { findByPolicies } from '@/core/access-requests/find-by-policies';
import { submitRequestFor } from '@/core/access-requests/submit-for';
import { asNamed, type Naming } from '../rest/naming';
import { operation } from '../rest/operation';
import { knownAnswers } from './known-answers';
import { done, ignored, noneOf, ok } from './shapes';

const ONLY_TOKENS = 'This portal makes keys that are tokens, and no others.';
const policy = z.string().max(200);

/** A key request as the classic portal has one. */
const keyRequest = z
  .strictObject({
    by_user: z.uuid('Send the id of a developer: the Message of POST /api/portal/developers.'),
    for_plan: policy.nullish(),
    apply_policies: z.array(policy.min(1)).max(50).nullish(),
    fields: z.record(z.string(), z.string().max(10_000)).nullish(),
    version: z.literal(['v2', ''], 'Send v2: a request names policies, not APIs.').nullish(),
    approved: z.literal(false, 'Make the request first, then PUT /api/portal/requests/approve/{id}.').nullish(),
    jwt_secret: noneOf(ONLY_TOKENS),
    certificate: noneOf(ONLY_TOKENS),
    oauth_info: noneOf(ONLY_TOKENS),
    key: noneOf('A new request has no key yet.'),
    remove_policies: noneOf('Ask for a change of a key on its page in the portal.'),
    ...ignored('id', 'org_id', 'date_created', 'portal_developer', 'catalogue_entry', 'catalogues'),
  })
  .refine(({ for_plan, apply_policies }) => policiesOf({ for_plan, apply_policies }).length > 0, {
    path: ['apply_policies'],
    message: 'Name the policies that the key shall have.',
  });

type Policies = { for_plan?: string | null | undefined; apply_policies?: readonly string[] | null | undefined };

function policiesOf({ for_plan, apply_policies }: Policies): string[] {
  return [...(apply_policies ?? []), ...(for_plan ? [for_plan] : [])];
}

/** POST /api/portal/requests: the same as POST /api/v1/requests. */
export const createClassicRequest = operation({
  method: 'post',
  path: '/requests',
  tag: 'Classic',
  operationId: 'createClassicRequest',
  summary: 'Ask for a key in a developer’s name',
  scope: 'requests:write',
  body: keyRequest,
  answer: done,
  run: async (ctx, { body }) => {
    const developerId = body.by_user;
    const naming = namingOf(body);
    const wish = await asNamed(() => findByPolicies(ctx, { developerId, policies: policiesOf(body) }), naming);
    const { answers, sentAs } = knownAnswers(body.fields ?? {}, wish.asked);
    const { requestId } = await asNamed(
      () =>
        submitRequestFor(ctx, {
          ...{ developerId, catalogId: wish.catalogId, planId: wish.planId, answers },
          productIds: wish.products.map(({ id }) => id),
          app: { kind: 'new', name: appNameOf(wish.products) },
        }),
      (field) => (field.startsWith('answers.') ? ['fields', sentAs(field.slice('answers.'.length))] : naming(field)),
    );
    return ok(requestId);
  },
});

/** PUT /api/portal/requests/approve/{id}: the same as POST /api/v1/requests/{id}/approve. */
export const approveClassicRequest = operation({
  method: 'put',
  path: '/requests/approve/{id}',
  tag: 'Classic',
  operationId: 'approveClassicRequest',
  summary: 'Approve a request',
  scope: 'requests:write',
  answer: done.extend({ RawKey: z.literal('') }),
  run: async (ctx, { params }) => {
    await approveAccessRequest(ctx, { requestId: params.id ?? '', via: 'third_party' });
    const said = 'Approved. The developer is told by mail and gets the key in the portal: no answer holds a key.';
    return { ...ok(said), RawKey: '' as const };
  },
});

/** The classic portal knows no apps: each request gets one, called after what it opens. Characters: an app's most. */
function appNameOf(products: readonly { name: string }[]): string {
  const name = products.map((product) => product.name).join(', ');
  return name.length <= 120 ? name : `${name.slice(0, 119)}…`;
}

function namingOf(body: z.output<typeof keyRequest>): Naming {
  const listed = body.apply_policies?.length ?? 0;
  const whole = listed > 0 ? ['apply_policies'] : ['for_plan'];
  return (field) => {
    if (field === 'developerId') return ['by_user'];
    const index = /^policies\.(\d+)$/.exec(field)?.[1];
    if (index === undefined) return whole;
    return Number(index) < listed ? ['apply_policies', Number(index)] : ['for_plan'];
  };
}
