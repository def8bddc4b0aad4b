import { sql } from 'drizzle-orm';
import type { RowInvariant } from './row-invariant';

/** What a request says that its keys shall open and be limited by; inside a query of credentials `c`, requests `r`. */
const policiesOfRequest = sql`(
  select array_agg(distinct policy order by policy) from (
    select asked.access_policy_id as policy from access_request_products asked where asked.access_request_id = r.id
    union select r.terms ->> 'limitsPolicyId' where r.terms ->> 'limitsPolicyId' is not null) said)`;

/** The same promises, for requests that change what the key of another one has. */
export const changeInvariants: readonly RowInvariant[] = [
  {
    name: 'I1 a change makes no key of its own',
    broken: sql`
      select r.id::text as what from access_requests r join credentials c on c.access_request_id = r.id
      where r.changes_request_id is not null`,
  },
  {
    name: 'I1 one change of a key is under way',
    broken: sql`
      select changes_request_id::text as what from access_requests
      where status in ('pending', 'approved') and changes_request_id is not null
      group by changes_request_id having count(*) > 1`,
  },
  {
    name: 'I5 a change is about a key of the same app and gateway',
    broken: sql`
      select r.id::text as what from access_requests r join access_requests held on held.id = r.changes_request_id
      where held.app_id <> r.app_id or held.organization_id <> r.organization_id or held.gateway_id <> r.gateway_id
        or held.changes_request_id is not null`,
  },
  {
    name: 'I5 what is to be changed is still there',
    broken: sql`
      select r.id::text as what from access_requests r
      where r.changes_request_id is not null and r.status in ('pending', 'approved') and not exists (
        select from credentials c where c.access_request_id = r.changes_request_id
          and (c.status in ('awaiting_claim', 'provisioning', 'failed')
            or (c.status = 'active' and c.retiring_at is null)))`,
  },
  {
    name: 'I5 a change says what it replaced exactly when it was granted',
    broken: sql`
      select r.id::text as what from access_requests r
      where (r.changes_request_id is null and r.replaced is not null)
        or (r.changes_request_id is not null
          and (r.replaced is not null) <> (r.status in ('approved', 'fulfilled', 'withdrawn')))`,
  },
  {
    name: 'I3 a request has the terms and products of the last change that is in force',
    broken: sql`
      select r.id::text as what from access_requests r
      join lateral (select change.* from access_requests change
        where change.changes_request_id = r.id and change.status in ('approved', 'fulfilled')
        order by change.decided_at desc, change.id desc limit 1) last on true
      where last.terms <> r.terms
        or (select array_agg(asked.product_id order by asked.product_id) from access_request_products asked
            where asked.access_request_id = last.id)
          is distinct from (select array_agg(asked.product_id order by asked.product_id)
            from access_request_products asked where asked.access_request_id = r.id)`,
  },
  {
    name: 'I3 a key shall have the policies that its request says',
    broken: sql`
      select c.id::text as what from credentials c join access_requests r on r.id = c.access_request_id
      where c.status in ('awaiting_claim', 'provisioning', 'failed', 'active')
        and (select array_agg(distinct policy order by policy)
            from jsonb_array_elements_text(c.wanted -> 'policyIds') policy) is distinct from ${policiesOfRequest}`,
  },
  {
    name: 'I11 a change was granted once, and made or taken back once',
    broken: sql`
      select r.id::text as what from access_requests r
      where r.replaced is not null and (
        1 <> (select count(*) from audit_events a where a.subject_id = r.id and a.event = 'access_request.approved')
        or (r.status = 'fulfilled') <> exists (
          select from audit_events a where a.subject_id = r.id and a.event = 'access_request.fulfilled')
        or 1 < (select count(*) from audit_events a where a.subject_id = r.id
          and a.event in ('access_request.fulfilled', 'access_request.withdrawn')))`,
  },
  {
    name: 'a change is made when its key has settled',
    broken: sql`
      select r.id::text as what from access_requests r join credentials c on c.access_request_id = r.changes_request_id
      where r.status = 'approved' and c.status = 'active' and c.retiring_at is null and c.settled_at is not null`,
  },
];
