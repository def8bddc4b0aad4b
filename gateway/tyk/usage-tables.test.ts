import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { UsageAnswer, UsageFigure, UsageQuestion } from '@/core/ports/usage';
import { addCounted, type CountedCalls } from '@/gateway/demo/aggregated-table';
import { ownDatabase } from '@/test/harness';
import { createUsageTables, type UsageTables } from './usage-tables';

const at = (text: string) => new Date(`2026-03-${text}:00.000Z`);
const call = (own: Partial<CountedCalls>): CountedCalls => ({
  at: at('02T10:15'),
  orgId: 'org',
  apiId: 'parcels',
  apiName: 'Parcels',
  key: 'hash-a',
  alias: 'Kiosk',
  path: '/labels',
  status: 200,
  calls: 1,
  latencyMs: 10,
  ...own,
});
const question = (own: Partial<UsageQuestion>): UsageQuestion => ({
  of: 'keys',
  names: ['hash-a'],
  from: at('01T00:00'),
  until: at('04T00:00'),
  each: 'whole',
  split: 'none',
  ...own,
});

let database: Awaited<ReturnType<typeof ownDatabase>>;
let client: pg.Client;
let tables: UsageTables;
const troubles: unknown[] = [];

beforeAll(async () => {
  database = await ownDatabase();
  client = new pg.Client({ connectionString: database.url });
  await client.connect();
  await addCounted(client, [
    call({ calls: 7 }),
    call({ calls: 2, status: 429, latencyMs: 1 }),
    call({ at: at('02T11:40'), calls: 5, latencyMs: 30 }),
    call({ at: at('03T00:10'), status: 503, calls: 3, path: '/tours', apiId: 'tours' }),
    call({ at: at('03T00:20'), status: 418 }),
    call({ key: 'hash-b', calls: 100 }),
    call({ key: null, status: 401, calls: 4 }),
  ]);
  tables = createUsageTables(database.url, (error) => troubles.push(error));
});

afterAll(async () => {
  await tables.close();
  await client.end();
  await database.drop();
});

test('a key’s figures are the sums of its rows, with each code in its place', async () => {
  const [figure] = figuresOf(await tables.tally(question({})));

  expect(figure).toMatchObject({ name: null, apiId: null, at: null, calls: 18, succeeded: 12, errors: 6 });
  expect(figure?.codes).toMatchObject({ '429': 2, '503': 3, '4xx': 1, '401': 0, '5xx': 0 });
  expect(figure?.latencyMs).toBe(7 * 10 + 2 + 5 * 30 + 3 * 10 + 10);
  expect(figure?.lastCallAt).toEqual(at('03T00:20'));
});

test('hours and days are those of UTC, and the end of a time is not in it [C-02]', async () => {
  const hours = figuresOf(await tables.tally(question({ each: 'hour', until: at('03T00:00') })));
  const days = figuresOf(await tables.tally(question({ each: 'day' })));

  expect(timeline(hours)).toEqual(['2026-03-02T10:00:00.000Z 9', '2026-03-02T11:00:00.000Z 5']);
  expect(timeline(days)).toEqual(['2026-03-02T00:00:00.000Z 14', '2026-03-03T00:00:00.000Z 4']);
});

test('figures are told apart by key and by the API that the key called', async () => {
  const byKey = figuresOf(await tables.tally(question({ names: 'all', split: 'name' })));
  const byApi = figuresOf(await tables.tally(question({ split: 'name_and_api' })));
  const apis = figuresOf(await tables.tally(question({ of: 'apis', names: ['parcels'], split: 'name' })));

  expect(byKey.map(({ name, calls }) => `${name} ${calls}`).sort()).toEqual(['hash-a 18', 'hash-b 100']);
  expect(byApi.map(({ name, apiId, calls }) => `${name} ${apiId} ${calls}`).sort()).toEqual([
    'hash-a parcels 15',
    'hash-a tours 3',
  ]);
  // With the calls that had no key.
  expect(apis.map(({ calls }) => calls)).toEqual([119]);
});

test('daily tables count together with the one that was there before them', async () => {
  const sharded = await ownDatabase();
  const writer = new pg.Client({ connectionString: sharded.url });
  await writer.connect();
  const reader = createUsageTables(sharded.url, (error) => troubles.push(error));
  try {
    await addCounted(writer, [call({ at: at('01T23:00'), calls: 1 })]);
    await addCounted(writer, [call({ calls: 10 })], 'tyk_aggregated_20260302');
    await addCounted(writer, [call({ at: at('03T09:00'), calls: 100 })], 'tyk_aggregated_20260303');
    await writer.query('create table tyk_aggregated_copy as table tyk_aggregated');

    const [all] = figuresOf(await reader.tally(question({})));
    const [one] = figuresOf(await reader.tally(question({ from: at('02T00:00'), until: at('03T00:00') })));

    expect([all?.calls, one?.calls]).toEqual([111, 10]);

    // An operator throws old days away.
    await writer.query('drop table tyk_aggregated_20260302');
    expect(figuresOf(await reader.tally(question({})))).toMatchObject([{ calls: 101 }]);
  } finally {
    await reader.close();
    await writer.end();
    await sharded.drop();
  }
});

test('it is known from when to when an API has figures', async () => {
  expect(await tables.reach(['parcels'])).toEqual({
    outcome: 'figures',
    first: at('02T10:00'),
    last: at('03T00:00'),
  });
  expect(await tables.reach(['nothing'])).toEqual({ outcome: 'figures', first: null, last: null });
});

test('before the pump has written anything there are no figures, and that is no trouble', async () => {
  const empty = await ownDatabase();
  const reader = createUsageTables(empty.url, (error) => troubles.push(error));
  try {
    expect(await reader.tally(question({}))).toEqual({ outcome: 'figures', figures: [] });
    expect(await reader.reach(['parcels'])).toEqual({ outcome: 'figures', first: null, last: null });
  } finally {
    await reader.close();
    await empty.drop();
  }
});

test('a database that is away is told of once, and is not waited for again and again', async () => {
  const heard: unknown[] = [];
  const away = createUsageTables('postgres://nobody@127.0.0.1:9/none', (error) => heard.push(error));

  const answers = await Promise.all([away.tally(question({})), away.reach(['parcels'])]);
  answers.push(await away.tally(question({})));

  expect(answers.map(({ outcome }) => outcome)).toEqual(['unavailable', 'unavailable', 'unavailable']);
  expect(heard).toHaveLength(1);
  await away.close();
});

test('a name is a value, whatever it says [V-05]', async () => {
  expect(figuresOf(await tables.tally(question({ names: ["' or true --", 'x'] })))).toEqual([]);
  expect(troubles).toEqual([]);
});

function figuresOf(answer: UsageAnswer): readonly UsageFigure[] {
  if (answer.outcome !== 'figures') throw new Error(answer.reason);
  return answer.figures;
}

function timeline(figures: readonly UsageFigure[]): string[] {
  return figures.map(({ at, calls }) => `${at?.toISOString()} ${calls}`).sort();
}
