import { sql } from 'drizzle-orm';
import type { Context } from '../context';
import { keyDigests } from '../credentials/key-secrets';
import type { UsageFigures } from '../ports/usage';

/** A pump that was away for a while writes what it missed under the old hours. */
const LOOK_BACK_DAYS = 3;
/** The first time, and after keys were attached that have been called for long. */
const FIRST_LOOK_BACK_DAYS = 90;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Keys written in one statement. */
const BATCH_MAX = 1_000;

/**
 * Keeps on each key when it was called last, as the figures tell it. Run hourly; late or twice changes nothing, and a
 * later call is never replaced by an earlier one. Answers for how many keys something was new; null without figures.
 */
export async function noteLastCalls(ctx: Context, usage: UsageFigures | null): Promise<number | null> {
  if (!usage) return null;
  const untilMs = Math.floor(ctx.now().getTime() / HOUR_MS) * HOUR_MS + HOUR_MS;
  const { rows } = await ctx.db.execute<{ isKnown: boolean }>(
    sql`select exists (select from credentials where last_used_at is not null) as "isKnown"`,
  );
  const days = rows[0]?.isKnown ? LOOK_BACK_DAYS : FIRST_LOOK_BACK_DAYS;
  const answer = await usage.tally({
    of: 'keys',
    names: 'all',
    from: new Date(untilMs - days * DAY_MS),
    until: new Date(untilMs),
    each: 'whole',
    split: 'name',
  });
  if (answer.outcome !== 'figures') return null;
  let changed = 0;
  const calls = answer.figures.flatMap(({ name, lastCallAt }) =>
    name ? [{ name, at: lastCallAt.toISOString() }] : [],
  );
  for (let from = 0; from < calls.length; from += BATCH_MAX) {
    changed += await note(ctx, calls.slice(from, from + BATCH_MAX));
  }
  return changed;
}

/** By hash, or by the digest of the key where the gateway keeps keys in the clear. */
async function note(ctx: Context, calls: readonly { name: string; at: string }[]): Promise<number> {
  // A call stands once for each digest that its key may be filed under.
  const each = calls.flatMap((call) => keyDigests(ctx, call.name).map((digest) => ({ ...call, digest })));
  const names = sql.param(each.map(({ name }) => name));
  const digests = sql.param(each.map(({ digest }) => digest.toString('hex')));
  const times = sql.param(each.map(({ at }) => at));
  const { rowCount } = await ctx.db.execute(sql`
    update credentials set last_used_at = called.at
    from unnest(${names}::text[], ${digests}::text[], ${times}::timestamptz[]) as called (name, digest, at)
    where (credentials.gateway_key_hash = called.name
        or (credentials.gateway_key_hash is null and credentials.key_digest = decode(called.digest, 'hex')))
      and (credentials.last_used_at is null or credentials.last_used_at < called.at)`);
  return rowCount ?? 0;
}
