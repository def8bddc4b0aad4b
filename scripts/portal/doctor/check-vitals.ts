import { readVitals, type Vitals } from '@/core/installation/read-vitals';
import { databaseOn, openPool } from '@/db/client';
import { databaseReason } from '../explain';
import { counted, minuteOf } from '../in-words';
import type { Finding } from './finding';

/** A worker looks every second; what waits longer than this was not looked at. */
const WAIT_MAX_MS = 2 * 60_000;
/** A code of an authenticator counts half a minute early or late. */
const SKEW_NOTED_MS = 2_000;
const SKEW_WRONG_MS = 30_000;
/** Of the connections that PostgreSQL gives. */
const FULL = 0.8;
const MEGABYTE = 1_000_000;

/** Does a worker run, was anything given up, do the clocks agree, are there connections? For a migrated database. */
export async function checkVitals(url: string): Promise<readonly Finding[]> {
  const pool = openPool(url, { max: 1, onError: () => undefined });
  try {
    return describeVitals(await readVitals(databaseOn(pool)), new Date());
  } catch (error) {
    const says = databaseReason(error) ?? (error instanceof Error ? error.message : String(error));
    return [{ what: 'Worker', verdict: 'wrong', says }];
  } finally {
    await pool.end();
  }
}

/** What was seen, in words. */
export function describeVitals(vitals: Vitals, now: Date): readonly Finding[] {
  return [worker(vitals, now), ...givenUp(vitals), ...webhooks(vitals), clock(vitals), connections(vitals)];
}

function worker({ workers, due }: Vitals, now: Date): Finding {
  const what = 'Worker';
  const waits = due.since === null ? 0 : now.getTime() - due.since.getTime();
  const said = `${counted(due.count, 'job waits', 'jobs wait')}, the oldest since ${minuteOf(due.since ?? now)}`;
  if (workers > 0) {
    const runs = `${counted(workers, 'worker runs', 'workers run')}`;
    return waits > WAIT_MAX_MS
      ? { what, verdict: 'note', says: `${runs} and cannot keep up: ${said}. More of them may help.` }
      : { what, verdict: 'ok', says: `${runs}.` };
  }
  return waits > WAIT_MAX_MS
    ? { what, verdict: 'wrong', says: `None runs: ${said}. Start one with: npm run worker` }
    : { what, verdict: 'note', says: 'None runs at this moment: no key is made and no mail is sent.' };
}

function givenUp({ deadJobs, failedMails, failedKeys }: Vitals): Finding[] {
  const jobs = deadJobs.map(({ kind, count: jobCount }) => `${kind} ${jobCount}`).join(', ');
  return [
    ...(deadJobs.length > 0
      ? [
          {
            what: 'Jobs',
            verdict: 'wrong' as const,
            says: `Some were given up and need somebody: ${jobs}. See /admin.`,
          },
        ]
      : []),
    ...(failedMails > 0
      ? [note('Mails', `${counted(failedMails, 'mail', 'mails')} of this week could not be sent. See /admin/emails.`)]
      : []),
    ...(failedKeys > 0
      ? [note('Keys', `${counted(failedKeys, 'key', 'keys')} could not be made. See /admin/apps.`)]
      : []),
  ];
}

function webhooks({ pausedWebhooks, privateWebhooks }: Vitals): Finding[] {
  const what = 'Webhooks';
  const [paused, inside] = [pausedWebhooks.join(', '), privateWebhooks.join(', ')];
  return [
    ...(paused ? [note(what, `Paused after long failure: ${paused}. See /admin/webhooks.`)] : []),
    ...(inside ? [note(what, `May call addresses of your own network: ${inside}.`)] : []),
  ];
}

function clock({ clockAheadMs }: Vitals): Finding {
  const what = 'Clock';
  const ahead = `This machine’s clock is ${(Math.abs(clockAheadMs) / 1000).toFixed(1)} s ${clockAheadMs > 0 ? 'ahead of' : 'behind'} the database’s`;
  const isOff = Math.abs(clockAheadMs) > SKEW_NOTED_MS;
  if (Math.abs(clockAheadMs) > SKEW_WRONG_MS) {
    return {
      what,
      verdict: 'wrong',
      says: `${ahead}: codes of authenticators are refused. Let both follow a time server.`,
    };
  }
  return isOff ? note(what, `${ahead}.`) : { what, verdict: 'ok', says: 'It agrees with the database’s.' };
}

function connections({ connections: { used, max }, databaseSize }: Vitals): Finding {
  const what = 'Connections';
  const size = `the database holds ${Math.ceil(databaseSize / MEGABYTE).toLocaleString('en')} MB`;
  if (used < max * FULL) return { what, verdict: 'ok', says: `${used} of ${max} are used; ${size}.` };
  return note(what, `${used} of ${max} are used: lower DATABASE_POOL_MAX or raise max_connections; ${size}.`);
}

function note(what: string, says: string): Finding {
  return { what, verdict: 'note', says };
}
