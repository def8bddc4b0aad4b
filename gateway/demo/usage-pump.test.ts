import pg from 'pg';
import { expect, test } from 'vitest';
import { createUsageTables } from '@/gateway/tyk/usage-tables';
import { ownDatabase } from '@/test/harness';
import { DEMO_APIS, DEMO_POLICIES } from './definitions';
import { startDemoGateway } from './start-demo-gateway';

const ORG_ID = '5e9d9544a1dcd60001d0ed20';
const NOW = new Date('2026-03-10T15:20:00.000Z');

test('calls of the demo gateway stand in the tables of a pump, under the hash that the gateway told', async () => {
  const database = await ownDatabase();
  const gateway = await startDemoGateway({
    port: 0,
    secret: 'a-secret-for-tests',
    orgId: ORG_ID,
    usageDatabaseUrl: database.url,
    now: () => NOW.getTime(),
  });
  const [api] = DEMO_APIS;
  const policy = DEMO_POLICIES.find(({ apiIds }) => apiIds.includes(api?.apiId ?? ''));
  if (!api || !policy) throw new Error('the demo has no API');
  const put = await fetch(`${gateway.url}/tyk/keys/abcdefghijklmnopqrstuvwxyzabcdef`, {
    method: 'POST',
    headers: { 'x-tyk-authorization': 'a-secret-for-tests' },
    body: JSON.stringify({ org_id: ORG_ID, apply_policies: [policy.policyId], alias: 'Kiosk' }),
  });
  const { key, key_hash: keyHash } = (await put.json()) as { key: string; key_hash: string };
  const call = (authorization?: string) =>
    fetch(`${gateway.url}${api.listenPath}labels`, { headers: authorization ? { authorization } : {} });
  for (const each of [call(key), call(key), call(), call('nobody’s'.replace('’', ''))]) await each;
  await gateway.close();

  const reader = createUsageTables(database.url, (error) => {
    throw error;
  });
  const time = { from: new Date('2026-03-10T15:00:00.000Z'), until: new Date('2026-03-10T16:00:00.000Z') };
  const byKey = await reader.tally({ of: 'keys', names: 'all', ...time, each: 'hour', split: 'name' });
  const byApi = await reader.tally({ of: 'apis', names: [api.apiId], ...time, each: 'whole', split: 'none' });

  expect(byKey).toMatchObject({ figures: [{ name: keyHash, calls: 2, succeeded: 2, errors: 0, at: time.from }] });
  expect(byApi).toMatchObject({ figures: [{ calls: 4, errors: 2, codes: { '401': 1, '403': 1 } }] });
  await reader.close();
  await database.drop();
});

test('a pump whose database is away keeps its figures and writes them when it is back', async () => {
  const database = await ownDatabase();
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  await client.query('create table tyk_aggregated (id text primary key)');
  const faults: unknown[] = [];
  const gateway = await startDemoGateway({
    port: 0,
    secret: 'a-secret-for-tests',
    orgId: ORG_ID,
    usageDatabaseUrl: database.url,
    onFault: (error) => faults.push(error),
  });
  await fetch(`${gateway.url}${DEMO_APIS[0]?.listenPath}labels`);
  await expect.poll(() => faults.length, { timeout: 10_000 }).toBe(1);

  await client.query('drop table tyk_aggregated');
  await gateway.close();

  const { rows } = await client.query('select counter_hits from tyk_aggregated where dimension = $1', ['apiid']);
  expect(rows).toEqual([{ counter_hits: '1' }]);
  await client.end();
  await database.drop();
});
