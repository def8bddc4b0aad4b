import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { type Work, worksOf } from './crowd-works';
import { idOf } from './ids';
import type { Sizes } from './sizes';

/** The longest that a statement took since the last look, in milliseconds, and which it was. */
export type Longest = { ms: number; what: string; lockMs: number; statements: number };
/** People at work while the schema changes under them. */
export type Crowd = {
  /** What the slowest had to wait since the last time this was asked. */
  look(): Longest;
  /** What was refused, with how often; nothing should be. */
  refusals: Map<string, number>;
  /** How many rows were added to which tables. */
  added: Map<string, number>;
  stop(): Promise<void>;
};

const MEMBERS = 8;
/** One has a transaction open for so long, as a bulk decision has. */
const HELD_MS = 300;
const PAUSE_MS = 5;
const LOOK_MS = 10;

type State = { longest: Longest; isOver: boolean; refusals: Map<string, number>; added: Map<string, number> };

/** Lets people ask and write what they could under the first schema, without end. Throws when it cannot connect. */
export async function startCrowd(url: string, sizes: Sizes): Promise<Crowd> {
  const state: State = { longest: nothing(), isOver: false, refusals: new Map(), added: new Map() };
  const clients = await Promise.all(Array.from({ length: MEMBERS + 1 }, () => connect(url)));
  const [watcher, ...members] = clients;
  if (!watcher) throw new Error('nobody came');
  const works = worksOf(sizes);
  const running = [watchLocks(watcher, state), ...members.map((client, number) => work(client, works, number, state))];
  let stopped: Promise<void> | null = null;
  const stop = async () => {
    state.isOver = true;
    await Promise.all(running);
    await Promise.all(clients.map((client) => client.end()));
  };
  return {
    look: () => {
      const { longest } = state;
      state.longest = nothing();
      return longest;
    },
    refusals: state.refusals,
    added: state.added,
    stop: () => {
      stopped ??= stop();
      return stopped;
    },
  };
}

async function work(client: pg.Client, works: readonly Work[], number: number, state: State): Promise<void> {
  while (!state.isOver) {
    const next = works[Math.floor(Math.random() * works.length)];
    if (number === 0) await client.query('begin');
    if (next) await doOne(client, next, state);
    if (number === 0) {
      await wait(HELD_MS);
      await client.query('commit');
    }
    await wait(PAUSE_MS);
  }
}

async function doOne(client: pg.Client, { what, text, ids, adds }: Work, state: State): Promise<void> {
  const drawn = Math.floor(Math.random() * 1e9);
  const started = performance.now();
  try {
    await client.query(
      text,
      ids(drawn).map(([tag, n]) => idOf(tag, n)),
    );
    if (adds) state.added.set(adds, (state.added.get(adds) ?? 0) + 1);
  } catch (error) {
    const said = `${what}: ${error instanceof Error ? error.message : String(error)}`;
    state.refusals.set(said, (state.refusals.get(said) ?? 0) + 1);
  }
  const ms = performance.now() - started;
  state.longest.statements += 1;
  if (ms > state.longest.ms) Object.assign(state.longest, { ms, what });
}

const nothing = (): Longest => ({ ms: 0, what: '', lockMs: 0, statements: 0 });

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, application_name: 'crowd' });
  await client.connect();
  return client;
}

/** Asks the server who stands in a queue: what a busy processor costs is no lock. */
async function watchLocks(client: pg.Client, state: State): Promise<void> {
  while (!state.isOver) {
    const { rows } = await client.query<{ ms: number }>(
      `select coalesce(max(extract(epoch from clock_timestamp() - query_start) * 1000), 0)::float as ms
        from pg_stat_activity where application_name = 'crowd' and wait_event_type = 'Lock'`,
    );
    state.longest.lockMs = Math.max(state.longest.lockMs, rows[0]?.ms ?? 0);
    await wait(LOOK_MS);
  }
}
