import { createUsageTables } from '@/gateway/tyk/usage-tables';
import { databaseReason } from '../explain';
import type { Finding } from './finding';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** As far as the pages look back. */
const LOOK_BACK_MS = 182 * DAY_MS;
const FRESH_MS = 2 * DAY_MS;

/** Can the pump's figures be read, and are they of these days? */
export async function checkUsage(
  env: Readonly<Record<string, string | undefined>>,
  now: Date = new Date(),
): Promise<readonly Finding[]> {
  const what = 'Usage figures';
  const url = env.USAGE_DATABASE_URL;
  if (!url) {
    return [{ what, verdict: 'note', says: 'USAGE_DATABASE_URL is not set, so the portal has no usage figures.' }];
  }
  const troubles: unknown[] = [];
  const tables = createUsageTables(url, (error) => troubles.push(error));
  const until = new Date(Math.floor(now.getTime() / HOUR_MS) * HOUR_MS + HOUR_MS);
  const from = new Date(until.getTime() - LOOK_BACK_MS);
  const answer = await tables.tally({ of: 'apis', names: 'all', from, until, each: 'whole', split: 'none' });
  await tables.close();
  if (answer.outcome === 'unavailable') {
    return [{ what, verdict: 'wrong', says: databaseReason(troubles[0]) ?? `They cannot be read: ${answer.reason}` }];
  }
  const last = answer.figures[0]?.lastCallAt;
  if (!last) {
    const says =
      'There are none yet. Does a Tyk Pump with sql_aggregate write there, and may this user read its tables?';
    return [{ what, verdict: 'note', says }];
  }
  const says = `The last call that was counted is of ${last.toISOString().slice(0, 16).replace('T', ' ')} UTC.`;
  return [{ what, verdict: now.getTime() - last.getTime() > FRESH_MS ? 'note' : 'ok', says }];
}
