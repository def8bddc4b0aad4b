import type { UsageFigure, UsageFigures, UsageQuestion, UsageTally } from '../ports/usage';
import { NO_CALLS, sumOf } from './tally';
import type { UsageKey } from './usage-keys';
import type { UsageRange } from './usage-range';

/** What an hour or a day came to, and the same one before. */
export type UsagePoint = { at: Date; now: UsageTally; before: UsageTally };
/** What one key called in the time and in the time before. */
export type KeyTally = { now: UsageTally; before: UsageTally; lastCallAt: Date | null };

/** `off`: nobody said where calls are counted. `unavailable`: that place does not answer now. */
export type NoFigures = { outcome: 'off' | 'unavailable' };
/** Figures of the time and of the time before. */
export type Measured = {
  outcome: 'figures';
  now: UsageTally;
  before: UsageTally;
  /** One for each start of the range, also where nothing was called. */
  points: UsagePoint[];
  /** By credential id; each of the keys is in it. */
  byKey: ReadonlyMap<string, KeyTally>;
};

/** The calls of these keys in a time, together and one by one, beside those of the time before. */
export async function measure(
  usage: UsageFigures | null,
  keys: readonly UsageKey[],
  range: UsageRange,
): Promise<Measured | NoFigures> {
  if (!usage) return { outcome: 'off' };
  const ask = async (own: Pick<UsageQuestion, 'each' | 'split'>, time: { from: Date; until: Date }) => {
    const { from, until } = time;
    return usage.tally({ of: 'keys', names: [...new Set(keys.map(nameOf))], from, until, ...own });
  };
  const answers = await Promise.all([
    ask({ each: range.unit, split: 'none' }, range),
    ask({ each: range.unit, split: 'none' }, range.before),
    ask({ each: 'whole', split: 'name' }, range),
    ask({ each: 'whole', split: 'name' }, range.before),
  ]);
  const [line, lineBefore, names, namesBefore] = answers.map((answer) =>
    answer.outcome === 'figures' ? answer.figures : null,
  );
  if (!line || !lineBefore || !names || !namesBefore) return { outcome: 'unavailable' };
  return {
    outcome: 'figures',
    now: sumOf(line),
    before: sumOf(lineBefore),
    points: pointsOf(range, line, lineBefore),
    byKey: byKey(keys, names, namesBefore),
  };
}

const nameOf = ({ usageName }: UsageKey) => usageName;

function pointsOf(range: UsageRange, now: readonly UsageFigure[], before: readonly UsageFigure[]): UsagePoint[] {
  const shiftMs = range.from.getTime() - range.before.from.getTime();
  const [figures, earlier] = [now, before].map(
    (each) => new Map(each.map((figure) => [figure.at?.getTime() ?? 0, figure])),
  );
  return range.starts.map((at) => ({
    at,
    now: figures?.get(at.getTime()) ?? NO_CALLS,
    before: earlier?.get(at.getTime() - shiftMs) ?? NO_CALLS,
  }));
}

/** A key that was attached again after its end has two records: its calls are the newest one's. */
function byKey(
  keys: readonly UsageKey[],
  now: readonly UsageFigure[],
  before: readonly UsageFigure[],
): ReadonlyMap<string, KeyTally> {
  const figures = new Map(now.map((figure) => [figure.name, figure]));
  const earlier = new Map(before.map((figure) => [figure.name, figure]));
  return new Map(
    keys.map(({ credentialId, usageName }) => {
      const found = figures.get(usageName);
      const tally = {
        now: found ?? NO_CALLS,
        before: earlier.get(usageName) ?? NO_CALLS,
        lastCallAt: found?.lastCallAt ?? null,
      };
      figures.delete(usageName);
      earlier.delete(usageName);
      return [credentialId, tally];
    }),
  );
}
