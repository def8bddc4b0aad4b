import { and, eq } from 'drizzle-orm';
import { isId } from '@/db/ids';
import { gatewayPolicies } from '@/db/schema';
import type { Context } from '../context';
import { can } from '../policy';

/**
 * Our row of a policy that is named as its gateway names it, as forms send it. Empty where the portal knows none, and for
 * everybody but portal admins: the verb that gets it says so beside the field.
 */
export async function rowOfPolicy(
  ctx: Context,
  { gatewayId, policyId }: { gatewayId: string; policyId: string },
): Promise<string> {
  if (!can(ctx.actor, 'offer.read_all') || !isId(gatewayId)) return '';
  const [row] = await ctx.db
    .select({ id: gatewayPolicies.id })
    .from(gatewayPolicies)
    .where(and(eq(gatewayPolicies.gatewayId, gatewayId), eq(gatewayPolicies.policyId, policyId)));
  return row?.id ?? '';
}
