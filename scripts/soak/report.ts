import { sql } from 'drizzle-orm';
import { INVARIANTS } from '@/core/credentials/invariants';
import { isDead } from '@/core/reconciler/dead-jobs';
import type { Scene } from './scene';
import type { Troubles } from './trouble';

/** What a run came to: seconds until nothing was on its way, and what does not hold. */
export type Verdict = { rest: number; faults: readonly string[] };

/** Fewer keys made and ended than this in a minute of people, and the run has shown nothing. */
const KEYS_PER_MINUTE_MIN = 8;

/** How many keys were made and how many ended: a soak in which little happened proves little. */
export async function countKeys({ db }: Pick<Scene, 'db'>): Promise<{ made: number; ended: number }> {
  const { rows } = await db.execute<{ made: number; ended: number }>(sql`
    select count(*) filter (where active_at is not null)::int as made,
      count(*) filter (where active_at is not null and status = 'revoked')::int as ended from credentials`);
  return rows[0] ?? { made: 0, ended: 0 };
}

/** One line when too little happened since `before` for `seconds` to say anything. */
export async function tooLittle(
  scene: Scene,
  before: { made: number; ended: number },
  seconds: number,
): Promise<string[]> {
  const now = await countKeys(scene);
  const wanted = Math.floor((seconds / 60) * KEYS_PER_MINUTE_MIN);
  const [made, ended] = [now.made - before.made, now.ended - before.ended];
  console.log(`keys: ${made} made and ${ended} ended (at least ${wanted} of each, or the run says nothing)`);
  return made < wanted || ended < wanted ? [`too little happened: ${made} keys made, ${ended} ended`] : [];
}

/** Prints everything that is to be known of a run. */
export async function report({ db, tally }: Scene, troubles: Troubles, { rest, faults }: Verdict): Promise<void> {
  const { rows } = await db.execute<{ what: string; count: number }>(sql`
    select 'keys ' || status as what, count(*)::int as count from credentials group by status
    union all select 'requests ' || status, count(*)::int from access_requests group by status
    union all select 'mails ' || state, count(*)::int from mails group by state
    union all select 'jobs given up of ' || task_identifier, count(*)::int from graphile_worker.jobs j
      where ${isDead} group by task_identifier
    union all select 'audit events', count(*)::int from audit_events order by what`);
  const { promised } = tally;
  console.log(`\nacts:\n${tally.lines().join('\n')}`);
  console.log(`troubles: ${inOneLine(troubles.lines)}`);
  console.log(`kill -9: ${inOneLine(troubles.kills)}`);
  console.log(`at the end: ${rows.map(({ what, count }) => `${what} ${count}`).join(', ')}`);
  console.log(
    `promised: ${promised.approved.size} approved, ${promised.declined.size} declined, ` +
      `${promised.withdrawn.size} withdrawn, ${promised.revoked.size} revoked, ${promised.shown.size} keys shown`,
  );
  console.log(`at rest ${rest.toFixed(0)} s after the last trouble`);
  const broken = INVARIANTS.map((name) => [name, faults.filter((fault) => fault.startsWith(`${name}: `)).length]);
  console.log(`what does not hold of:\n${broken.map(([name, count]) => `  ${count}  ${name}`).join('\n')}`);
  console.log(faults.length === 0 ? 'Everything holds.' : `${faults.length} do not hold:\n${faults.join('\n')}`);
}

function inOneLine(counts: ReadonlyMap<string, number>): string {
  const lines = [...counts].sort().map(([what, count]) => `${what} ${count}`);
  const sum = [...counts.values()].reduce((all, count) => all + count, 0);
  return sum === 0 ? 'none' : `${sum}: ${lines.join(', ')}`;
}
