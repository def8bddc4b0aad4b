import { and, asc, eq, sql } from 'drizzle-orm';
import { gatewayApis, productApis, products } from '@/db/schema';
import type { Context } from '../context';
import { notFound } from '../errors';
import { searchWords } from '../keyset';
import { can } from '../policy';

/** A form shows no more; who has more APIs searches. */
const SHOWN_MAX = 60;

/** An API of the product's gateway that it can be made of. */
export type GatewayApiChoice = {
  apiId: string;
  name: string;
  listenPath: string;
  isActive: boolean;
  isMissing: boolean;
  /** Whether the product's policy opens it; null where the portal does not know the policy. */
  isOpened: boolean | null;
};

/**
 * The APIs of a product's gateway that it does not have yet, with all of these words in name, listen path or id; first
 * those that its policy opens. `hasMore` says that there are more than are shown. Throws `not_found` for all but admins.
 */
export async function listGatewayApis(
  ctx: Context,
  input: { productId: string; search?: string | undefined },
): Promise<{ apis: GatewayApiChoice[]; hasMore: boolean }> {
  if (!can(ctx.actor, 'offer.read_all')) throw notFound();
  const isOpened = sql<boolean | null>`(select policy.api_ids ? ${gatewayApis.apiId} from gateway_policies policy
    where policy.gateway_id = products.gateway_id and policy.policy_id = products.access_policy_id)`;
  const rows = await ctx.db
    .select({
      apiId: gatewayApis.apiId,
      name: gatewayApis.name,
      listenPath: gatewayApis.listenPath,
      isActive: gatewayApis.isActive,
      isMissing: sql<boolean>`${gatewayApis.missingSince} is not null`,
      isOpened,
    })
    .from(gatewayApis)
    .innerJoin(products, eq(products.gatewayId, gatewayApis.gatewayId))
    .where(
      and(
        eq(products.id, input.productId),
        sql`not exists (select from ${productApis} had where had.product_id = products.id
          and had.gateway_api_id = ${gatewayApis.apiId})`,
        ...searchWords(
          sql`concat_ws(' ', ${gatewayApis.name}, ${gatewayApis.listenPath}, ${gatewayApis.apiId})`,
          input.search,
        ),
      ),
    )
    .orderBy(sql`coalesce(${isOpened}, false) desc`, asc(sql`lower(${gatewayApis.name})`), asc(gatewayApis.apiId))
    .limit(SHOWN_MAX + 1);
  return { apis: rows.slice(0, SHOWN_MAX), hasMore: rows.length > SHOWN_MAX };
}
