import { RETRYABLE_ERROR_CODES } from 'graphile-worker/dist/lib';
import pg from 'pg';
import { expect, test } from 'vitest';
import { unboxed } from '@/test/harness';
import { openJobPool } from './job-pool';

async function endConnectionsOf(url: string, name: string): Promise<void> {
  const admin = new pg.Client({ connectionString: url });
  await admin.connect();
  await admin.query(
    'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name = $1',
    [name],
  );
  await admin.end();
}

// Leave out `patient` and the code is 57P01, which graphile-worker does not try again.
test('a connection that breaks is told as what is tried again, and what PostgreSQL refuses as that [D-01]', () =>
  unboxed(async (_db, url) => {
    const pool = openJobPool(url, () => {});
    try {
      const client = await pool.connect();
      const asked = client.query('select pg_sleep(60)').catch((error: unknown) => error);
      await endConnectionsOf(url, 'portico jobs');
      expect(await asked).toMatchObject({ code: 'ETIMEDOUT' });
      await expect(client.query('select 1')).rejects.toMatchObject({ code: 'ETIMEDOUT' });
      client.release(true);

      await expect(pool.query('select 1 / 0')).rejects.toMatchObject({ code: '22012' });
      const away = openJobPool('postgres://nobody@127.0.0.1:1/nothing', () => {});
      await expect(away.connect()).rejects.toMatchObject({ code: 'ETIMEDOUT' });
      await away.end();
    } finally {
      await pool.end();
    }
  }));

// What is not in this list, graphile-worker lets fly where nobody hears it: a process ends, or the job stays booked.
test('graphile-worker tries again what is told so [D-01, D-08]', () => {
  expect(RETRYABLE_ERROR_CODES).toHaveProperty('ETIMEDOUT');
});
