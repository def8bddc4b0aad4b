import { eq } from 'drizzle-orm';
import { createRule } from '@/core/approval-rules/create-rule';
import { asActor, type Context } from '@/core/context';
import { plans } from '@/db/schema';
import type { Cast } from './cast';
import type { PlanSlug } from './offer';

/**
 * Two rules: one that keeps what is delicate with people, and one that is off, so that its dry run has something to
 * say. Neither changes who decides the demo's plans.
 */
export async function insertRules(ctx: Context, cast: Cast): Promise<void> {
  const asOwner = asActor(ctx, cast.admin('marta'));
  const open = {
    planIds: [],
    productIds: [],
    catalogIds: [],
    organizations: [],
    teams: [],
    emailDomains: [],
    verifiedDomain: 'any',
    firstRequest: 'any',
    approvedBefore: 'any',
  } as const;
  await createRule(asOwner, {
    ...open,
    name: 'Partner terms are looked at',
    isActive: true,
    outcome: 'ask_admins',
    planIds: [await planId(ctx, 'partner'), await planId(ctx, 'unlimited')],
  });
  await createRule(asOwner, {
    ...open,
    name: 'Known organizations may go on',
    isActive: false,
    outcome: 'approve',
    planIds: [await planId(ctx, 'standard')],
    approvedBefore: 'yes',
  });
}

async function planId(ctx: Context, slug: PlanSlug): Promise<string> {
  const [plan] = await ctx.db.select({ id: plans.id }).from(plans).where(eq(plans.slug, slug));
  if (!plan) throw new Error(`the demo has no plan ${slug}`);
  return plan.id;
}
