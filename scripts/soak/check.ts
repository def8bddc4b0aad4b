import { setTimeout as wait } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { describeChainFault } from '@/core/audit/chain-fault';
import { verifyChain } from '@/core/audit/verify-chain';
import type { Context } from '@/core/context';
import { findViolations } from '@/core/credentials/invariants';
import { isDead } from '@/core/reconciler/dead-jobs';
import type { DemoGateway } from '@/gateway/demo/start-demo-gateway';
import type { Promised } from './tally';

const POLL_MS = 500;

/** Work that is under way or waits for its turn: keys and mails. Empty at rest. */
const UNDER_WAY = sql`
  select 'key ' || id || ' ' || status || coalesce(': ' || last_error, '') as what from credentials
  where status in ('provisioning', 'revoking') or (status = 'active' and settled_at is null)
    or (status = 'active' and ends_at <= now())
  union all select 'mail ' || id || coalesce(': ' || last_error, '') from mails where state = 'queued'`;

/** Waits until nothing is on its way; answers the seconds that took. Throws, and says what is left, after `withinMs`. */
export async function untilRest({ db }: Pick<Context, 'db'>, withinMs: number): Promise<number> {
  const started = Date.now();
  for (;;) {
    const { rows } = await db.execute<{ what: string }>(UNDER_WAY);
    if (rows.length === 0) return (Date.now() - started) / 1000;
    if (Date.now() - started > withinMs) {
      throw new Error(`not at rest after ${withinMs / 1000} s:\n${rows.map(({ what }) => `  ${what}`).join('\n')}`);
    }
    await wait(POLL_MS);
  }
}

/** Everything that does not hold, one line each: the invariants, the audit chain, and what answers promised. */
export async function findFaults(ctx: Context, gateway: DemoGateway, promised: Promised): Promise<string[]> {
  const held = gateway.keys().map(({ key, name, session }) => ({
    ...{ key, hash: name === key ? null : name, expires: session.expires, metadata: session.meta_data },
    ...{ policyIds: session.apply_policies, apiIds: Object.keys(session.access_rights) },
  }));
  const violations = await findViolations(ctx, { held, atRest: true });
  const chain = await verifyChain(ctx.db);
  return [
    // So many requests in a few minutes nobody makes: I16 is about what the portal does by itself.
    ...violations.filter((violation) => !violation.startsWith('I16')),
    ...chain.faults.map((fault) => `the audit chain: ${describeChainFault(fault)}`),
    ...(await brokenPromises(ctx, promised)),
    ...(await otherKeysThanShown(ctx, gateway, promised.shown)),
    ...(await jobsGivenUp(ctx)),
  ];
}

/** What was answered with success and is not there: a decision or an end that was lost. */
async function brokenPromises({ db }: Context, promised: Promised): Promise<string[]> {
  const requests = await statusOf(db, sql`select id, status::text from access_requests`);
  const keys = await statusOf(db, sql`select id, status::text from credentials`);
  const kept: [string, ReadonlySet<string>, Map<string, string>, readonly string[]][] = [
    ['approved', promised.approved, requests, ['approved', 'fulfilled', 'withdrawn']],
    ['declined', promised.declined, requests, ['declined']],
    ['withdrawn', promised.withdrawn, requests, ['withdrawn']],
    ['revoked', promised.revoked, keys, ['revoked']],
  ];
  return kept.flatMap(([answer, ids, states, allowed]) =>
    [...ids].flatMap((id) => {
      const state = states.get(id) ?? 'gone';
      return allowed.includes(state) ? [] : [`answered ${answer}, but it is ${state}: ${id}`];
    }),
  );
}

/** I4, I15: a key that somebody was shown works exactly as long as its credential is active. */
async function otherKeysThanShown({ db }: Context, gateway: DemoGateway, shown: ReadonlyMap<string, string>) {
  const states = await statusOf(db, sql`select id, status::text from credentials`);
  const atGateway = new Set(gateway.keys().map(({ key }) => key));
  return [...shown].flatMap(([id, key]) => {
    const state = states.get(id) ?? 'gone';
    if ((state === 'active') === atGateway.has(key)) return [];
    return [`a key that was shown is ${atGateway.has(key) ? '' : 'not '}at the gateway, and ${state} here: ${id}`];
  });
}

/** What the clock orders has one try, for the clock orders it again; nothing else is given up in minutes. */
async function jobsGivenUp({ db }: Context): Promise<string[]> {
  const { rows } = await db.execute<{ what: string }>(sql`
    select task_identifier || ' ' || id || ': ' || coalesce(last_error, 'no error') as what from graphile_worker.jobs j
    where ${isDead} and max_attempts > 1`);
  return rows.map(({ what }) => `a job was given up: ${what}`);
}

async function statusOf(db: Context['db'], query: ReturnType<typeof sql>): Promise<Map<string, string>> {
  const { rows } = await db.execute<{ id: string; status: string }>(query);
  return new Map(rows.map(({ id, status }) => [id, status]));
}
