import pg from 'pg';
import { expect, test } from 'vitest';
import { addCounted } from '@/gateway/demo/aggregated-table';
import { ownDatabase } from '@/test/harness';
import { checkUsage } from './check-usage';

const NOW = new Date('2026-03-10T15:20:00.000Z');

test('doctor says whether there are figures, and of when the last ones are', async () => {
  const database = await ownDatabase();
  const look = async (now = NOW) => (await checkUsage({ USAGE_DATABASE_URL: database.url }, now))[0];
  expect(await look()).toMatchObject({ verdict: 'note', says: expect.stringContaining('none yet') });

  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  await addCounted(client, [
    {
      ...{ at: new Date('2026-03-10T14:07:00.000Z'), orgId: 'org', apiId: 'api', apiName: 'API', key: null, alias: '' },
      ...{ path: '/', status: 200, calls: 3, latencyMs: 10 },
    },
  ]);
  expect(await look()).toMatchObject({ verdict: 'ok', says: expect.stringContaining('2026-03-10 14:07 UTC') });
  expect(await look(new Date('2026-03-20T00:00:00.000Z'))).toMatchObject({ verdict: 'note' });

  await client.query('alter table tyk_aggregated rename column counter_hits to hits');
  expect(await look()).toMatchObject({ verdict: 'wrong', says: expect.stringContaining('counter_hits') });
  await client.end();
  await database.drop();
});

test('no figures are worth knowing, a database that is away is wrong', async () => {
  expect(await checkUsage({})).toMatchObject([{ verdict: 'note' }]);
  const away = await checkUsage({ USAGE_DATABASE_URL: 'postgres://nobody:hunter2@127.0.0.1:9/none' });
  expect(away).toMatchObject([{ verdict: 'wrong' }]);
  expect(JSON.stringify(away)).not.toContain('hunter2');
});
