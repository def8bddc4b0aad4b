import pg from 'pg';
import { expect, test } from 'vitest';
import { claimCredential } from '@/core/credentials/claim-credential';
import { revokeCredential } from '@/core/credentials/revoke-credential';
import { logIn } from '@/core/identity/log-in';
import { register } from '@/core/identity/register';
import { contextFor, unboxed } from '@/test/harness';
import { approvedRequest } from '@/test/provisioning';
import { seedWorld } from '@/test/world';
import { databaseOn, openPool } from './client';

// Leave `pool.on('error')` out of openPool and this ends the process that runs it.
test('connections that the server ends are noted, and the next question gets a new one [D-01]', () =>
  unboxed(async (_db, url) => {
    const broken: Error[] = [];
    const pool = openPool(url, { max: 4, onError: (error) => broken.push(error) });
    try {
      const idle = await Promise.all(Array.from({ length: 4 }, () => pool.connect()));
      for (const client of idle) client.release();
      const admin = new pg.Client({ connectionString: url });
      await admin.connect();
      await admin.query(
        'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
      );
      await admin.end();
      await expect.poll(() => broken.length, { timeout: 10_000 }).toBeGreaterThanOrEqual(4);
      expect((await pool.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
    } finally {
      await pool.end();
    }
  }));

test('whoever waits for a connection too long is told, and the next one is served [D-03]', () =>
  unboxed(async (_db, url) => {
    const pool = openPool(url, { max: 1, onError: () => {} });
    try {
      expect(pool.options.connectionTimeoutMillis).toBe(5_000);
      pool.options.connectionTimeoutMillis = 200;
      const held = await pool.connect();
      await expect(pool.query('select 1')).rejects.toThrow(/timeout/);
      held.release();
      expect((await pool.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
    } finally {
      await pool.end();
    }
  }));

// Ask ctx.db instead of unit.tx inside one of these changes, and it waits for itself.
test('a change asks for one connection, never for a second while it holds the first [D-03]', () =>
  unboxed(async (_db, url) => {
    const pool = openPool(url, { max: 1, onError: () => {} });
    pool.options.connectionTimeoutMillis = 1_000;
    try {
      const db = databaseOn(pool);
      const world = await seedWorld(db);
      const { credentialId } = await approvedRequest(db, world);
      await claimCredential(contextFor(db, world.ada), { credentialId });
      await revokeCredential(contextFor(db, world.ada), { credentialId });
      const person = { email: 'nora@newcomer.test', password: 'correct horse battery' };
      const names = { firstName: 'Nora', lastName: 'Nine', inviteCode: '', signUp: {}, acceptsTerms: false };
      await register(contextFor(db), { ...person, ...names });
      await expect(logIn(contextFor(db), { ...person, userAgent: '' })).rejects.toThrow('not verified yet');
    } finally {
      await pool.end();
    }
  }));

test('no statement, no lock and no transaction that idles holds a connection for long [D-13]', () =>
  unboxed(async (_db, url) => {
    const pool = openPool(url, { max: 2, onError: () => {} });
    const [holder, waiter] = [await pool.connect(), await pool.connect()];
    try {
      const limit = async (name: string) => (await holder.query(`show ${name}`)).rows[0]?.[name];
      expect(await limit('statement_timeout')).toBe('5s');
      expect(await limit('lock_timeout')).toBe('3s');
      expect(await limit('idle_in_transaction_session_timeout')).toBe('10s');
      // The same by the clock, with limits that a test can wait for.
      await holder.query('begin; lock table settings');
      await waiter.query(`set lock_timeout = '100ms'`);
      await expect(waiter.query('select * from settings')).rejects.toMatchObject({ code: '55P03' });
      await waiter.query(`set statement_timeout = '100ms'`);
      await expect(waiter.query('select pg_sleep(5)')).rejects.toMatchObject({ code: '57014' });
      expect((await waiter.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
    } finally {
      holder.release(true);
      waiter.release(true);
      await pool.end();
    }
  }));
