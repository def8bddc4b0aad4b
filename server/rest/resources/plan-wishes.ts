import { z } from '@hono/zod-openapi';
import type { Context } from '@/core/context';
import { rowOfPolicy } from '@/core/gateways/row-of-policy';
import { PLAN_MAX, type PlanInput } from '@/core/plans/parse-plan';
import { text } from '../fields';
import { merge } from '../merge';
import type { Naming } from '../naming';
import type { Plan } from './plan';

const noId = 'This is no id.';
const amount = z.number().nullable();

const policy = z
  .strictObject({
    gatewayId: z.uuid(noId),
    policyId: z.string().max(200).optional().openapi({
      description: 'The gateway’s id of a policy that only limits. Left out: the portal keeps one of its own.',
    }),
  })
  .nullable()
  .openapi({ description: 'Where its limits are kept. Null: nowhere, the products’ policies limit.' });

/** What can be wished of a plan. */
export const planWish = {
  name: text(PLAN_MAX.name),
  slug: text(PLAN_MAX.slug).openapi({ description: 'Left out of a new one: made of the name.' }),
  description: text(PLAN_MAX.description),
  policy,
  rateRequests: amount,
  ratePerSeconds: amount,
  quotaRequests: amount,
  quotaPeriodSeconds: amount,
  keyLifetimeDays: amount.openapi({ description: 'Null: keys do not end by themselves.' }),
  autoApprove: z.boolean(),
  decidedBy: z.enum(['admin', 'third_party']).nullable(),
  requestAllowance: amount.openapi({ description: 'How many requests for access a developer has in each period.' }),
  allowancePeriodDays: amount,
  keyMetadata: z.record(z.string().max(200), z.string().max(1000)).openapi({
    description: 'Written into each key: what upstreams get as headers.',
  }),
  catalogIds: z.array(z.uuid(noId)).max(500).openapi({ description: 'All catalogs in which it is offered.' }),
};
type Wish = z.output<ReturnType<typeof partialWish>>;

/** The same, each left out or not. */
export function partialWish() {
  return z.strictObject(z.object(planWish).partial().shape);
}

/** A plan with nothing in it, on which a new one is thought out. */
const BLANK: Omit<Plan, 'id' | 'version' | 'problem' | 'isArchived'> = {
  ...{ name: '', slug: '', description: '', policy: null, autoApprove: false, decidedBy: null },
  ...{ rateRequests: null, ratePerSeconds: null, quotaRequests: null, quotaPeriodSeconds: null },
  ...{ keyLifetimeDays: null, requestAllowance: null, allowancePeriodDays: null, keyMetadata: {}, catalogs: [] },
};

/** The form of a plan as it would be: what is wished, and everything else as it is. */
export async function planInput(ctx: Context, before: Plan | null, wish: Wish): Promise<PlanInput> {
  const { policy: sent, catalogIds, ...facts } = wish;
  const { after } = merge(before ?? BLANK, facts);
  const { keyLifetimeDays, keyMetadata, policy: kept, catalogs, ...more } = after;
  return {
    ...more,
    ...(await toPolicy(ctx, kept, sent === undefined ? kept && { ...kept } : sent)),
    lifetimeDays: keyLifetimeDays,
    metadata: Object.entries(keyMetadata).map(([name, value]) => ({ name, value })),
    catalogIds: catalogIds ?? catalogs.map(({ id }) => id),
  };
}

type Sent = { gatewayId: string; policyId?: string | undefined } | null;

async function toPolicy(ctx: Context, kept: Plan['policy'], sent: Sent) {
  if (sent === null) return { policyKind: 'none', gatewayId: '', policyRowId: '' } as const;
  const { gatewayId, policyId } = sent;
  const isOwn = policyId === undefined || (kept?.ownsPolicy && policyId === kept.policyId);
  if (isOwn) return { policyKind: 'own', gatewayId, policyRowId: '' } as const;
  const policyRowId = await rowOfPolicy(ctx, { gatewayId, policyId });
  return { policyKind: 'existing', gatewayId, policyRowId } as const;
}

/** What the form calls fields, in the words of the API. */
export const planNaming: Naming = (field) => NAMES[field];

const NAMES: Record<string, readonly string[]> = {
  gatewayId: ['policy', 'gatewayId'],
  policyRowId: ['policy', 'policyId'],
  lifetimeDays: ['keyLifetimeDays'],
  metadata: ['keyMetadata'],
};
