import { sql } from 'drizzle-orm';
import { WORKER_LOCK } from '@/db/advisory-lock';
import type { Database } from '@/db/client';
import { isDead } from '../reconciler/dead-jobs';

/** What an operator wants to know of an installation that runs, or should. */
export type Vitals = {
  /** Workers that live: each holds its advisory lock. */
  workers: number;
  /** Jobs that could run now, and since when the oldest could; null where there are none. */
  due: { count: number; since: Date | null };
  /** Jobs that were given up, by kind. */
  deadJobs: readonly { kind: string; count: number }[];
  failedMails: number;
  failedKeys: number;
  pausedWebhooks: readonly string[];
  /** Those that may call addresses of the operator's own network. */
  privateWebhooks: readonly string[];
  connections: { used: number; max: number };
  /** Bytes. */
  databaseSize: number;
  /** How far this machine's clock is ahead of the database's. Milliseconds; the way there and back counts as half. */
  clockAheadMs: number;
};

type Row = {
  workers: number;
  due: number;
  dueSince: string | null;
  failedMails: number;
  failedKeys: number;
  pausedWebhooks: string[];
  privateWebhooks: string[];
  used: number;
  max: number;
  size: string;
};

/** Looks once. Throws what PostgreSQL says; the database has to be migrated. */
export async function readVitals(db: Database): Promise<Vitals> {
  const { rows } = await db.execute<Row>(sql`
    select (select count(*)::int from pg_locks where locktype = 'advisory' and granted and objsubid = 2
        and database = (select oid from pg_database where datname = current_database())
        and classid = ${WORKER_LOCK}::oid) as workers,
      (select count(*)::int from graphile_worker._private_jobs j where ${isDue}) as due,
      (select min(run_at) from graphile_worker._private_jobs j where ${isDue}) as "dueSince",
      (select count(*)::int from mails where state = 'failed' and created_at > now() - interval '7 days') as "failedMails",
      (select count(*)::int from credentials where status = 'failed') as "failedKeys",
      (select coalesce(array_agg(name order by name), '{}') from webhook_endpoints
        where is_active and paused_at is not null) as "pausedWebhooks",
      (select coalesce(array_agg(name order by name), '{}') from webhook_endpoints
        where is_active and reaches_private) as "privateWebhooks",
      (select count(*)::int from pg_stat_activity where backend_type = 'client backend') as used,
      (current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int) as max,
      pg_database_size(current_database())::text as size`);
  const [row] = rows;
  if (!row) throw new Error('readVitals: it has one row');
  const dead = await db.execute<{ kind: string; count: number }>(sql`
    select j.task_identifier as kind, count(*)::int as count
    from graphile_worker.jobs j where ${isDead} group by 1 order by 1`);
  return {
    workers: row.workers,
    due: { count: row.due, since: row.dueSince === null ? null : new Date(row.dueSince) },
    deadJobs: dead.rows,
    failedMails: row.failedMails,
    failedKeys: row.failedKeys,
    pausedWebhooks: row.pausedWebhooks,
    privateWebhooks: row.privateWebhooks,
    connections: { used: row.used, max: row.max },
    databaseSize: Number(row.size),
    clockAheadMs: await clockAheadOf(db),
  };
}

/** Nobody runs it, and it may be run. */
const isDue = sql`j.locked_at is null and j.run_at <= now() and j.attempts < j.max_attempts`;

async function clockAheadOf(db: Database): Promise<number> {
  const before = Date.now();
  const { rows } = await db.execute<{ ms: string }>(
    sql`select (extract(epoch from clock_timestamp()) * 1000)::bigint::text as ms`,
  );
  return (before + Date.now()) / 2 - Number(rows[0]?.ms ?? before);
}
