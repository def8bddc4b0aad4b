import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { idOf, type Tag } from './ids';
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

type Work = { what: string; adds?: string; text: string; ids: (drawn: number) => [Tag, number][] };

/** Lets people ask and write what they could under the first schema, without end. Throws when it cannot connect. */
export async function startCrowd(url: string, sizes: Sizes): Promise<Crowd> {
  const state = { longest: nothing(), isOver: false };
  const refusals = new Map<string, number>();
  const added = new Map<string, number>();
  const did = async (client: pg.Client, work: Work) => {
    const drawn = Math.floor(Math.random() * 1e9);
    const started = performance.now();
    try {
      await client.query(
        work.text,
        work.ids(drawn).map(([tag, n]) => idOf(tag, n)),
      );
      if (work.adds) added.set(work.adds, (added.get(work.adds) ?? 0) + 1);
    } catch (error) {
      const said = `${work.what}: ${error instanceof Error ? error.message : String(error)}`;
      refusals.set(said, (refusals.get(said) ?? 0) + 1);
    }
    const ms = performance.now() - started;
    state.longest.statements += 1;
    if (ms > state.longest.ms) Object.assign(state.longest, { ms, what: work.what });
  };
  const works = worksOf(sizes);
  const member = async (client: pg.Client, number: number) => {
    while (!state.isOver) {
      const work = works[Math.floor(Math.random() * works.length)];
      if (number === 0) await client.query('begin');
      if (work) await did(client, work);
      if (number === 0) {
        await wait(HELD_MS);
        await client.query('commit');
      }
      await wait(PAUSE_MS);
    }
  };
  const clients = await Promise.all(Array.from({ length: MEMBERS + 1 }, () => connect(url)));
  const [watcher, ...members] = clients;
  if (!watcher) throw new Error('nobody came');
  const running = [
    ...members.map(member),
    watchLocks(
      watcher,
      () => state.isOver,
      (ms) => {
        state.longest.lockMs = Math.max(state.longest.lockMs, ms);
      },
    ),
  ];
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
    refusals,
    added,
    stop: () => {
      stopped ??= stop();
      return stopped;
    },
  };
}

const nothing = (): Longest => ({ ms: 0, what: '', lockMs: 0, statements: 0 });

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, application_name: 'crowd' });
  await client.connect();
  return client;
}

/** Asks the server who stands in a queue: what a busy processor costs is no lock. */
async function watchLocks(client: pg.Client, isOver: () => boolean, saw: (ms: number) => void): Promise<void> {
  while (!isOver()) {
    const { rows } = await client.query<{ ms: number }>(
      `select coalesce(max(extract(epoch from clock_timestamp() - query_start) * 1000), 0)::float as ms
        from pg_stat_activity where application_name = 'crowd' and wait_event_type = 'Lock'`,
    );
    saw(rows[0]?.ms ?? 0);
    await wait(LOOK_MS);
  }
}

/** Half of what a portal does all day: who is asking, what is theirs, what waits, what is written down. */
function worksOf({ users, organizations, requests, apps }: Sizes): Work[] {
  const one =
    (tag: Tag, total: number) =>
    (drawn: number): [Tag, number][] => [[tag, 1 + (drawn % total)]];
  return [
    {
      what: 'who is asking',
      text: 'select u.id, u.status, o.name from users u join organizations o on o.id = u.organization_id where u.id = $1',
      ids: one('user', users),
    },
    {
      what: 'apps of an organization',
      text: `select a.id, a.name, count(c.id) from apps a left join credentials c on c.app_id = a.id
        where a.organization_id = $1 group by a.id`,
      ids: one('organization', organizations),
    },
    {
      what: 'what waits',
      text: `select r.id, a.name from access_requests r join apps a on a.id = r.app_id where r.status = 'pending'
        and r.organization_id <> $1 order by r.created_at limit 50`,
      ids: one('organization', organizations),
    },
    {
      what: 'history of a request',
      text: 'select event, at from audit_events where subject_id = $1 order by at desc limit 50',
      ids: one('request', requests),
    },
    {
      what: 'mails about a request',
      text: 'select id from mails where subject_id = $1 limit 5',
      ids: one('request', requests),
    },
    {
      what: 'a visit is noted',
      text: 'update users set last_seen_at = now() where id = $1',
      ids: one('user', users),
    },
    {
      what: 'an app is renamed',
      text: `update apps set name = name, updated_at = updated_at where id = $1`,
      ids: one('app', Math.floor(apps / 3)),
    },
    {
      what: 'an event is written down',
      adds: 'audit_events',
      text: `insert into audit_events (id, event, actor_kind, actor_id, actor_label, subject_kind, subject_id)
        values (gen_random_uuid(), 'user.logged_in', 'developer', $1, 'Somebody', 'user', $1)`,
      ids: one('user', users),
    },
    {
      what: 'somebody is told',
      adds: 'notifications',
      text: `insert into notifications (id, user_id, kind, title, href)
        values (gen_random_uuid(), $1, 'key-ready', 'A key is ready', '/apps')`,
      ids: one('user', users),
    },
    {
      what: 'somebody logs in',
      adds: 'sessions',
      text: `insert into sessions (id, user_id, expires_at) values (gen_random_uuid(), $1, now() + interval '1 day')`,
      ids: one('user', users),
    },
  ];
}
