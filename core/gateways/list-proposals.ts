import { sql } from 'drizzle-orm';
import type { Context } from '../context';
import { isProposal } from './get-gateway';
import { readGateway } from './read-gateway';

/** A policy of the gateway that nothing of the offer is made of yet. */
export type Proposal = {
  /** The portal's own id of the policy's row. */
  id: string;
  policyId: string;
  name: string;
  /** What it could become. */
  becomes: 'product' | 'plan';
  /** Of a product: names of its APIs, as far as they are known. */
  apis: string[];
  /** Of a plan; 0 and -1 are no limit. */
  limits: { rate: number; per: number; quotaMax: number; quotaSeconds: number };
};

const SHOWN_MAX = 50;

/** What the gateway's policies propose, products first. Throws `not_found` for everybody but portal admins. */
export async function listProposals(ctx: Context, input: { gatewayId: string }): Promise<Proposal[]> {
  const gateway = await readGateway(ctx, input.gatewayId);
  const { rows } = await ctx.db.execute<Proposal>(sql`
    select policy.id, policy.policy_id as "policyId", policy.name,
      case when policy.grants_access then 'product' else 'plan' end as becomes,
      array(select coalesce(api.name, told.api_id)
        from jsonb_array_elements_text(policy.api_ids) with ordinality told(api_id, position)
        left join gateway_apis api on api.gateway_id = policy.gateway_id and api.api_id = told.api_id
        order by told.position limit 10) as apis,
      json_build_object('rate', case when policy.limits_rate then coalesce(policy.rate, 0) else 0 end,
        'per', coalesce(policy.per, 0),
        'quotaMax', case when policy.limits_quota then coalesce(policy.quota_max, -1) else -1 end,
        'quotaSeconds', coalesce(policy.quota_seconds, 0)) as limits
    from gateway_policies policy where policy.gateway_id = ${gateway.id} and ${isProposal()}
    order by policy.grants_access desc, policy.name, policy.id limit ${SHOWN_MAX}`);
  return rows;
}
