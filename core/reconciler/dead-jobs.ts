import { sql } from 'drizzle-orm';
import type { JobKind } from '../jobs';

/** The kinds of which one order replaces another: those that `keyOf` gives a key. */
const KEYED = [
  'credential.sync',
  'policy.sync',
  'request.announce',
  'webhook.deliver',
  'gateway.synchronize',
  'gateway.reconcile',
] as const satisfies readonly JobKind[];

/**
 * A job of `graphile_worker.jobs j` that was ordered anew while it ran: graphile-worker took its key and its tries. If
 * that run fails, or its process dies, there is nothing to tell anybody of: the newer order does the work.
 */
export const isReplaced = sql`(j.key is null and j.locked_at is null and j.attempts >= j.max_attempts
  and j.task_identifier in ${[...KEYED]})`;

/** A job of `graphile_worker.jobs j` that will not be tried again, nor anything in its place. */
export const isDead = sql`(j.attempts >= j.max_attempts and j.locked_at is null and not ${isReplaced})`;
