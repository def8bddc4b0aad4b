import { and, eq, inArray } from 'drizzle-orm';
import { credentials } from '@/db/schema';
import type { Context } from '../context';
import type { UsageFigures, UsageTally } from '../ports/usage';
import type { NoFigures, UsagePoint } from './measure';
import { NO_CALLS, sumOf } from './tally';
import { livedIn, readUsageKeys } from './usage-keys';
import { type UsageRange, usageRange } from './usage-range';

/** The few figures of a home page. */
export type UsageGlance =
  | { outcome: 'figures'; now: UsageTally; points: Pick<UsagePoint, 'at' | 'now'>[] }
  /** There is nothing that could have been called. */
  | { outcome: 'no_keys' }
  | NoFigures;

/**
 * The calls of the last seven days, for a small chart among other things: of one key, of an app's, or of all that the actor
 * may see. What they may not see has no keys. `hashes` saves a look at the keys, for who has loaded them already.
 */
export async function getUsageGlance(
  ctx: Context,
  usage: UsageFigures | null,
  input: { appId?: string; credentialId?: string; hashes?: readonly string[] },
): Promise<UsageGlance> {
  if (!usage) return { outcome: 'off' };
  const range = usageRange({ span: '7d' }, ctx.now());
  const names = input.hashes ?? (await namesOf(ctx, input, range));
  if (names.length === 0) return { outcome: 'no_keys' };
  const answer = await usage.tally({
    of: 'keys',
    names: [...new Set(names)],
    from: range.from,
    until: range.until,
    each: 'day',
    split: 'none',
  });
  if (answer.outcome !== 'figures') return { outcome: 'unavailable' };
  const byDay = new Map(answer.figures.map((figure) => [figure.at?.getTime(), figure]));
  return {
    outcome: 'figures',
    now: sumOf(answer.figures),
    points: range.starts.map((at) => ({ at, now: byDay.get(at.getTime()) ?? NO_CALLS })),
  };
}

async function namesOf(
  ctx: Context,
  { appId, credentialId }: { appId?: string; credentialId?: string },
  range: UsageRange,
): Promise<string[]> {
  const hasCalls = inArray(credentials.status, ['active', 'revoking', 'revoked']);
  const ofOne = and(
    appId === undefined ? undefined : eq(credentials.appId, appId),
    credentialId === undefined ? undefined : eq(credentials.id, credentialId),
  );
  const keys = await readUsageKeys(ctx, and(livedIn(range), hasCalls, ofOne));
  return keys.map(({ usageName }) => usageName);
}
