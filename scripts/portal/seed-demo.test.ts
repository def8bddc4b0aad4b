import { execFile } from 'node:child_process';
import pg from 'pg';
import { expect, test } from 'vitest';
import { ownDatabase } from '@/test/harness';
import { startTestGateway, TEST_GATEWAY_SECRET, TEST_ORG_ID } from '@/test/provisioning';

/** A few seconds of work, on a machine that does other things as well. */
const LOADS_MS = 180_000;

function seedDemo(args: string[], env: Record<string, string>): Promise<{ code: number; out: string; err: string }> {
  const { PATH = '' } = process.env;
  const program = ['--import', 'tsx', 'scripts/portal/main.ts', 'seed-demo', ...args];
  return new Promise((resolve) => {
    execFile(process.execPath, program, { env: { NODE_ENV: 'production', PATH, ...env } }, (error, out, err) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, err: err.trim() }),
    );
  });
}

test(
  'seed-demo loads everything once, ready to be looked at, and only for a demo',
  async () => {
    const gateway = await startTestGateway();
    const { url, drop } = await ownDatabase();
    const env = {
      DATABASE_URL: url,
      PORTAL_SECRET: 'a secret that only tests know, 32 bytes and more',
      SMTP_URL: 'smtp://127.0.0.1:1',
      ...{ GATEWAY_URL: gateway.url, GATEWAY_SECRET: TEST_GATEWAY_SECRET, GATEWAY_ORG_ID: TEST_ORG_ID },
    };
    expect(await seedDemo([], env)).toMatchObject({ code: 1, err: expect.stringContaining('Set PORTAL_DEMO=1') });
    const demo = { ...env, PORTAL_DEMO: '1' };
    expect(await seedDemo(['--rest'], demo)).toMatchObject({ code: 2, err: expect.stringContaining('--rest') });
    expect(await seedDemo(['--reset'], demo)).toEqual({ code: 0, out: 'The demo data is loaded.\n', err: '' });
    expect(await lookAt(url)).toEqual({ live: 8, policies: 12, hash: 'murmur64', problem: null });
    expect(await seedDemo([], demo)).toMatchObject({ code: 0, out: 'The demo data is there already.\n' });
    await drop();
    await gateway.close();
  },
  LOADS_MS,
);

async function lookAt(url: string) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query(`select
    (select count(*)::int from api_documents where state = 'live') as live,
    (select count(*)::int from gateway_policies) as policies,
    hash_algorithm as hash, last_problem as problem from gateways`);
  await client.end();
  return rows[0];
}
