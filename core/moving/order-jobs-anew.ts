import { type SQL, sql } from 'drizzle-orm';
import type { Job, JobKind } from '../jobs';
import type { Unit } from '../mutate';

type Due = { id: string; at: string | null; other: string };
/** Rows that something is to be done about, and the job that does it. `other` is a second id, where the job has one. */
type Wish = { from: SQL; job(row: Due): Job };

/** For each kind of job the rows that want one; the compiler misses none. */
const wishes: Record<JobKind, readonly Wish[]> = {
  'credential.sync': [
    {
      from: sql`select id, next_look_at as at, '' as other from credentials where next_look_at is not null`,
      job: ({ id }) => ({ kind: 'credential.sync', credentialId: id }),
    },
  ],
  'mail.send': [
    {
      from: sql`select id, null as at, '' as other from mails where state = 'queued' order by created_at`,
      job: ({ id }) => ({ kind: 'mail.send', mailId: id }),
    },
  ],
  'document.import': [
    {
      from: sql`select id, null as at, '' as other from api_documents where state = 'processing' order by id`,
      job: ({ id }) => ({ kind: 'document.import', documentId: id }),
    },
  ],
  'gateway.synchronize': [
    {
      // What is at the gateways now, nobody knows after a move.
      from: sql`select id, null as at, '' as other from gateways`,
      job: ({ id }) => ({ kind: 'gateway.synchronize', gatewayId: id }),
    },
  ],
  // Somebody waited for it at the gateway's page, and the reconciler comes by itself.
  'gateway.reconcile': [],
  'organization.close': [
    {
      from: sql`select id, closes_at as at, '' as other from organizations
        where closes_at is not null and status <> 'closed'`,
      job: ({ id }) => ({ kind: 'organization.close', organizationId: id }),
    },
  ],
  'policy.sync': [
    {
      from: sql`select id, null as at, '' as other from products where owns_policy and policy_problem is not null`,
      job: ({ id }) => ({ kind: 'policy.sync', owner: 'product', ownerId: id }),
    },
    {
      from: sql`select id, null as at, '' as other from plans where owns_policy and policy_problem is not null`,
      job: ({ id }) => ({ kind: 'policy.sync', owner: 'plan', ownerId: id }),
    },
  ],
  'product.announce': [
    {
      from: sql`select id, null as at, '' as other from product_announcements where done_at is null order by id`,
      job: ({ id }) => ({ kind: 'product.announce', announcementId: id }),
    },
  ],
  'request.announce': [
    {
      from: sql`select id, null as at, '' as other from access_requests
        where status = 'pending' and decider = 'third_party' and announced_at is null`,
      job: ({ id }) => ({ kind: 'request.announce', requestId: id }),
    },
  ],
  'webhook.deliver': [
    {
      from: sql`select id, next_attempt_at as at, endpoint_id as other from webhook_deliveries
        where state = 'pending' order by created_at`,
      job: ({ id, other }) => ({ kind: 'webhook.deliver', deliveryId: id, endpointId: other }),
    },
  ],
};

/**
 * Orders every job that the rows want: jobs themselves do not move, for they say nothing that the rows do not. Answers
 * how many.
 */
export async function orderJobsAnew(unit: Unit): Promise<number> {
  let ordered = 0;
  for (const { from, job } of Object.values(wishes).flat()) {
    const { rows } = await unit.tx.execute<Due>(from);
    for (const row of rows) await unit.enqueue(job(row), row.at === null ? {} : { runAt: new Date(row.at) });
    ordered += rows.length;
  }
  return ordered;
}
