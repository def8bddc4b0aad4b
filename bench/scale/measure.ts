import type { PageRequest } from '@/core/keyset';
import { median } from '../result';
import type { Cast } from './actors';
import type { List } from './lists';
import type { Look } from './looks';
import { type Recorder, rowsScanned } from './recorder';

const ROUNDS = 7;
const DEEP_PAGE = 1_000;
/** Rows of a page, unless told, and the most that all lists take. */
const PAGE = 50;
const STEP = 200;
/** Fewer rows are read one after the other by right: that is quicker. */
const LARGE_ROWS = 10_000;

/** A filled database with those who ask it. */
export type Side = { recorder: Recorder; cast: Cast };
/** How long a question takes in milliseconds in either database, and which tables are read row by row for it. */
export type Figure = {
  name: string;
  largeMs: number;
  smallMs: number;
  rows: Record<'large' | 'small', number | null>;
  scanned: string[];
};

type Question = { name: string; large: (cast: Cast) => Promise<unknown>; small: (cast: Cast) => Promise<unknown> };

/** Every list's first page, those that are whole also deep in, and every look. */
export async function questionsOf(lists: List[], looks: Look[], large: Side, small: Side): Promise<Question[]> {
  const questions: Question[] = looks.map(({ name, read }) => ({ name, large: read, small: read }));
  for (const list of lists) {
    const read = (cast: Cast) => list.read(cast, {});
    questions.push({ name: list.name, large: read, small: read });
    if (!list.isWhole) continue;
    const [there, here] = [await walkTo(list, large), await walkTo(list, small)];
    questions.push({
      name: `${list.name}, page ${there.number}`,
      large: (cast) => list.read(cast, there.page),
      small: (cast) => list.read(cast, here.page),
    });
  }
  return questions;
}

/** The thousandth page, or the last where there are fewer; in larger steps where the list takes them. */
async function walkTo({ read }: List, { cast }: Side): Promise<{ number: number; page: PageRequest }> {
  let page: PageRequest = {};
  let passed = 0;
  for (;;) {
    const { rows, after } = await read(cast, { ...page, limit: STEP });
    const number = Math.floor(passed / PAGE) + 1;
    if (after === null || number >= DEEP_PAGE) return { number, page };
    passed += rows.length;
    page = { after };
  }
}

/** Asks both databases by turns, so that a busy moment of the machine counts for both. */
export async function measure({ name, ...ask }: Question, large: Side, small: Side): Promise<Figure> {
  const ms: Record<'large' | 'small', number[]> = { large: [], small: [] };
  const first = await large.recorder.watch(() => ask.large(large.cast));
  const rows = { large: rowsOf(first.answer), small: rowsOf(await ask.small(small.cast)) };
  for (let round = 0; round < ROUNDS; round += 1) {
    ms.large.push((await large.recorder.watch(() => ask.large(large.cast))).ms);
    ms.small.push((await small.recorder.watch(() => ask.small(small.cast))).ms);
  }
  const scanned = new Set<string>();
  for (const statement of first.statements) {
    const read = await rowsScanned(large.recorder.client, statement);
    for (const [table, looked] of read) if (looked >= LARGE_ROWS) scanned.add(table);
  }
  return { name, largeMs: median(ms.large), smallMs: median(ms.small), rows, scanned: [...scanned] };
}

/** How many rows the answer of a list has; null for what is none. */
function rowsOf(answer: unknown): number | null {
  if (Array.isArray(answer)) return answer.length;
  const isPage = typeof answer === 'object' && answer !== null && 'rows' in answer && Array.isArray(answer.rows);
  return isPage ? (answer.rows as unknown[]).length : null;
}
