import { sql } from 'drizzle-orm';
import type { PlanTerms } from '@/db/schema';

/** What a key has, or had until the change was granted. */
export type ChangedTerms = {
  requestId: string;
  terms: PlanTerms;
  products: string[];
  /** The key that goes on; null when none does. */
  key: { id: string; name: string; lastFour: string } | null;
};

/** Inside a query of requests: what the one that this one asks to change has; null where it asks for a key of its own. */
export const changedTerms = sql<ChangedTerms | null>`(select json_build_object(
  'requestId', contract.id,
  'terms', coalesce(access_requests.replaced -> 'terms', contract.terms),
  'products', coalesce(case when access_requests.replaced is null
    then (select json_agg(has.display_name order by has.display_name) from access_request_products held
      join products has on has.id = held.product_id where held.access_request_id = contract.id)
    else (select json_agg(had.display_name order by had.display_name) from products had
      where had.id in (select (one ->> 'productId')::uuid
        from jsonb_array_elements(access_requests.replaced -> 'products') one)) end, '[]'),
  'key', (select json_build_object('id', kept.id, 'name', kept.name, 'lastFour', kept.last_four) from credentials kept
    where kept.access_request_id = contract.id and kept.retiring_at is null and kept.status in ('awaiting_claim',
      'provisioning', 'active', 'failed') order by kept.generation desc limit 1))
  from access_requests contract where contract.id = access_requests.changes_request_id)`;
