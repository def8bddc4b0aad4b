import { sql } from 'drizzle-orm';
import type { Context } from '../context';
import { REMEMBERED_HOURS } from '../idempotency/answer-once';

/** How long what has ended is kept, so that a page can still say what became of it. */
const ENDED_DAYS = 30;
const THROTTLE_DAYS = 1;
const DEAD_JOB_DAYS = 7;
/** A run by the clock that failed: the next one did what it would have done. */
const DEAD_RUN_HOURS = 24;
/** What stands under the bell, read or not. */
const NOTIFICATION_DAYS = 90;

/**
 * Throws away what nobody can use any more: expired tokens, ended sessions, old counters and notifications, who old
 * mails to people without an account went to, old messages of webhooks, the queues of keys that are done, jobs that
 * were replaced while they ran and then failed, and failed runs by the clock. Dead letters of other kinds stay for
 * people to see.
 */
export async function housekeeping(ctx: Context): Promise<void> {
  const ended = sql`now() - make_interval(days => ${ENDED_DAYS})`;
  await ctx.db.execute(sql`delete from one_time_tokens where expires_at < ${ended}`);
  await ctx.db.execute(sql`delete from sessions where ended_at < ${ended} or expires_at < ${ended}`);
  await ctx.db.execute(sql`delete from throttles where resets_at < now() - make_interval(days => ${THROTTLE_DAYS})`);
  await ctx.db.execute(
    sql`delete from passkey_challenges where expires_at < now() - make_interval(days => ${THROTTLE_DAYS})`,
  );
  await ctx.db.execute(
    sql`delete from notifications where created_at < now() - make_interval(days => ${NOTIFICATION_DAYS})`,
  );
  await ctx.db.execute(sql`delete from offer_changes where at < now() - interval '1 day'`);
  await ctx.db.execute(
    sql`delete from idempotency_keys where created_at < now() - make_interval(hours => ${REMEMBERED_HOURS})`,
  );
  // Also what still waits for an endpoint that is paused for so long; the attempts go with it.
  await ctx.db.execute(sql`delete from webhook_deliveries where created_at < ${ended}`);
  // A replaced secret signs nothing any more.
  await ctx.db.execute(sql`update webhook_endpoints set previous_secret_sealed = null, previous_secret_until = null
    where previous_secret_until < now()`);
  await ctx.db.execute(sql`delete from address_changes where created_at < ${ended}`);
  // Invited, named as a contact, deleted, or an account's earlier address: the ledger needs them to send again only.
  await ctx.db.execute(sql`
    update mails set to_address = null, facts = facts - '{firstName,lastName,newEmail}'::text[]
    where to_address is not null and state <> 'queued' and updated_at < ${ended}`);
  await ctx.db.execute(sql`
    delete from graphile_worker._private_jobs j using graphile_worker._private_tasks t
    where t.id = j.task_id and t.identifier in ('credential.sync', 'webhook.deliver') and j.key is null
      and j.attempts >= j.max_attempts and j.locked_at is null
      and j.updated_at < now() - make_interval(days => ${DEAD_JOB_DAYS})`);
  // What runs by the clock carries its moment. As long as it goes on failing there is a younger one to be seen.
  await ctx.db.execute(sql`
    delete from graphile_worker._private_jobs j
    where j.payload -> '_cron' is not null and j.attempts >= j.max_attempts and j.locked_at is null
      and j.updated_at < now() - make_interval(hours => ${DEAD_RUN_HOURS})`);
  // Every credential has a queue of its own.
  await ctx.db.execute(sql`
    delete from graphile_worker._private_job_queues q
    where q.locked_at is null
      and not exists (select from graphile_worker._private_jobs j where j.job_queue_id = q.id)`);
}
