import { sql } from 'drizzle-orm';
import { credentials } from '@/db/schema';
import type { Context } from '../../context';
import type { Gateways } from '../../ports/gateway';
import { type Quota, refreshQuota } from '../refresh-quota';
import { occasionOf, tellHolder } from './tell-holder';

/** Each is a call to a gateway; those that were not asked for longest come first. */
const KEYS_MAX = 5_000;
/** Calls at a time: the adapter has room for twice as many, and people want their keys meanwhile. */
const AT_ONCE = 4;
const NEARLY = 0.8;

/**
 * Reads what is left of the quotas of keys that are in use, and tells their people when 80 % is used and when nothing is
 * left, each once in a period. Answers how many were told. A gateway that does not answer leaves its keys for next time.
 */
export async function watchQuotas(ctx: Context, gateways: Gateways): Promise<number> {
  const watched = await ctx.db
    .select({ id: credentials.id })
    .from(credentials)
    .where(
      // One look tells of a quota that the portal does not know of.
      sql`${isInUse} and (credentials.quota_max is not null or credentials.quota_read_at is null
        or coalesce((credentials.wanted ->> 'hasQuota')::boolean, false))`,
    )
    .orderBy(sql`credentials.quota_read_at nulls first`, credentials.id)
    .limit(KEYS_MAX);
  let told = 0;
  for (let from = 0; from < watched.length; from += AT_ONCE) {
    const answers = await Promise.all(watched.slice(from, from + AT_ONCE).map(({ id }) => watch(ctx, gateways, id)));
    told += answers.filter(Boolean).length;
  }
  return told;
}

const isInUse = sql`credentials.status = 'active' and credentials.suspended_at is null
  and coalesce(credentials.expires_at > now(), true) and coalesce(credentials.ends_at > now(), true)`;

async function watch(ctx: Context, gateways: Gateways, credentialId: string): Promise<boolean> {
  const read = await refreshQuota(ctx, gateways, { credentialId });
  return read?.outcome === 'read' && tellOf(ctx, credentialId, read.quota);
}

/** Without a renewal nothing was called since the quota was written: no period runs that could be told of. */
async function tellOf(ctx: Context, credentialId: string, { max, left, renewsAt }: Quota): Promise<boolean> {
  const share = (max - left) / max;
  if (!renewsAt || share < NEARLY) return false;
  const isOver = left <= 0;
  const kinds = isOver ? sql`('quota_100')` : sql`('quota_80', 'quota_100')`;
  // A write to the key may move the renewal by a moment: one that has not come yet is still the same period's.
  const isUntold = sql`not exists (select from credential_notices told where told.credential_id = credentials.id
    and told.notice in ${kinds} and told.occasion::bigint > extract(epoch from now()))`;
  return tellHolder(ctx, {
    credentialId,
    notice: isOver ? 'quota_100' : 'quota_80',
    occasion: occasionOf(renewsAt),
    message: isOver ? 'quota-used-up' : 'quota-nearly-used',
    title: isOver ? 'The quota of a key is used up' : 'The quota of a key is nearly used',
    facts: { left: String(left), max: String(max), renewsAt: renewsAt.toISOString() },
    isTrue: sql`${isInUse} and ${isUntold}`,
  });
}
