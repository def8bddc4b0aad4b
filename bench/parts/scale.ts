import type { DatabasePart, Result } from '../result';
import { findCast } from '../scale/actors';
import { lists } from '../scale/lists';
import { looks } from '../scale/looks';
import { makeDatabase } from '../scale/make-database';
import { type Figure, measure, questionsOf, type Side } from '../scale/measure';
import { openRecorder } from '../scale/recorder';
import { sizesAt } from '../scale/sizes';

const RATIO_TARGET = 2;
/** Of the full size, unless `BENCH_SCALE` says `full` or another part: what two cores make in a few minutes. */
const PART_DEFAULT = 0.1;
/** What the sizes are compared with. */
const SMALL = 0.001;
/** Below this a question is answered before the clock can tell two answers apart. */
const NOTHING_MS = 1;

/**
 * Every list and look of the portal over a database of a million developers (or the part of it that `BENCH_SCALE` says),
 * beside the same over one of a thousand. With `BENCH_KEEP` both stay on the server, and a later run asks them again.
 */
export const scale: DatabasePart = async (serverUrl, say) => {
  const part = partAsked();
  say(`  at ${part} of the full size`);
  const isKept = Boolean(process.env.BENCH_KEEP);
  const make = (size: number) =>
    makeDatabase(serverUrl, { name: nameOf(size), sizes: sizesAt(size), isKept }, size === SMALL ? () => {} : say);
  const [large, small] = [await make(part), await make(SMALL)];
  const sides = [await openSide(large.url), await openSide(small.url)] as const;
  try {
    const results: Result[] = [];
    for (const question of await questionsOf(lists, looks, ...sides)) {
      const result = resultOf(await measure(question, ...sides));
      say(`  ${result.isMet ? '' : 'MISSED '}${result.what}: ${result.measured}, ${result.baseline}`);
      results.push(result);
    }
    return results;
  } finally {
    for (const { recorder } of sides) await recorder.close();
    if (!isKept) await Promise.all([large.drop(), small.drop()]);
  }
};

function nameOf(part: number): string {
  return `portico_scale_${String(part).replace('.', '_')}`;
}

function partAsked(): number {
  const asked = process.env.BENCH_SCALE ?? String(PART_DEFAULT);
  const part = asked === 'full' ? 1 : Number(asked);
  if (!(part > SMALL && part <= 1)) throw new Error('BENCH_SCALE is full, or a part of it between 0.001 and 1');
  return part;
}

async function openSide(url: string): Promise<Side> {
  const recorder = await openRecorder(url);
  return { recorder, cast: await findCast(recorder) };
}

function resultOf({ name, largeMs, smallMs, rows, scanned }: Figure): Result {
  const ratio = largeMs / Math.max(smallMs, NOTHING_MS);
  const whole = scanned.length === 0 ? '' : `, reads all of ${scanned.join(' and ')}`;
  return {
    what: name,
    measured: `${largeMs.toFixed(1)} ms${told(rows.large)}${whole}`,
    baseline: `${smallMs.toFixed(1)} ms${told(rows.small)}`,
    ratio,
    target: `≤ ${RATIO_TARGET}, no table read whole`,
    isMet: ratio <= RATIO_TARGET && scanned.length === 0,
  };
}

function told(rows: number | null): string {
  return rows === null ? '' : ` (${rows} rows)`;
}
