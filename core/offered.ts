import { and, ne, type SQL, sql } from 'drizzle-orm';
import { products } from '@/db/schema';

/*
 * What can be had at all, whoever asks; core/visibility.ts says who may know of it. Tables are written out: in a query of
 * one table drizzle leaves its name away, and inside a subquery a bare column would be another table's.
 */

/**
 * Whether the gateway still had the access policy of `products` when it last told what it has. One that vanished hides
 * the product, whose keys would open nothing; when it is back, so is the product.
 */
export function hasItsPolicy(): SQL {
  return sql`not exists (select from gateway_policies gone where gone.gateway_id = products.gateway_id
    and gone.policy_id = products.access_policy_id and gone.missing_since is not null)`;
}

/** Plans that can be chosen: not archived, and the gateway still has their limits policy. */
export function livePlans(): SQL {
  return sql`(not plans.is_archived and not exists (select from gateway_policies gone
    where gone.gateway_id = plans.gateway_id and gone.policy_id = plans.limits_policy_id
    and gone.missing_since is not null))`;
}

/** A product that can be asked for: not a draft, not retired, with a gateway behind it. */
export function requestableProducts(): SQL {
  return (
    and(
      ne(products.state, 'draft'),
      ne(products.state, 'retired'),
      sql`${products.gatewayId} is not null`,
      hasItsPolicy(),
    ) ?? sql`false`
  );
}
