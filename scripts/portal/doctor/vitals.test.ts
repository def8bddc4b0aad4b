import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { readVitals } from '@/core/installation/read-vitals';
import { holdWorkerLock } from '@/db/advisory-lock';
import { TEST_SECRET, unboxed } from '@/test/harness';
import { seedWorld } from '@/test/world';
import { checkDatabase } from './check-database';
import { checkSecrets } from './check-secrets';
import { describeVitals } from './check-vitals';

const LATER_MS = 600_000;
const saying = (text: string) => expect.stringContaining(text);

test('doctor sees whether a worker runs, what was given up, what is paused, and clocks that disagree [C-01] [L-09]', () =>
  unboxed(async (db) => {
    await seedWorld(db);
    const look = async (ahead = 0) => {
      const vitals = await readVitals(db);
      const findings = describeVitals(
        { ...vitals, clockAheadMs: vitals.clockAheadMs + ahead },
        new Date(Date.now() + LATER_MS),
      );
      const said = (what: string) => findings.filter((finding) => finding.what === what);
      return Object.fromEntries(
        findings.map(({ what, verdict }) => [
          what,
          [
            verdict,
            said(what)
              .map(({ says }) => says)
              .join(' '),
          ],
        ]),
      );
    };
    // The job that reads the gateway waits, and nobody is there to run it.
    expect(await look()).toMatchObject({
      Worker: ['wrong', saying('npm run worker')],
      Clock: ['ok', saying('agrees')],
    });

    const lock = await holdWorkerLock(db, 'a worker', () => {});
    expect((await look()).Worker).toEqual(['note', saying('cannot keep up')]);
    await db.execute(sql`update graphile_worker._private_jobs set run_at = now() + interval '1 hour'`);
    expect((await look()).Worker).toEqual(['ok', '1 worker runs.']);
    await lock.release();
    expect((await look()).Worker).toEqual(['note', saying('None runs')]);

    await db.execute(sql`update graphile_worker._private_jobs set attempts = max_attempts`);
    await db.execute(sql`insert into webhook_endpoints (id, name, url, secret_sealed, events, reaches_private, paused_at)
      values (gen_random_uuid(), 'Ledger', 'https://x.test', '\\x00', '{*}', false, now()),
        (gen_random_uuid(), 'Till', 'http://10.0.0.1', '\\x00', '{*}', true, null)`);
    expect(await look(-60_000)).toMatchObject({
      Jobs: ['wrong', saying('gateway.synchronize 1')],
      Webhooks: [
        'note',
        'Paused after long failure: Ledger. See /admin/webhooks. May call addresses of your own network: Till.',
      ],
      Clock: ['wrong', saying('60.0 s behind')],
    });
    expect((await look(5_000)).Clock).toEqual(['note', saying('ahead of')]);
  }));

// Let lookIntoSeals count what throws as good and this must fail.
test('doctor says in plain words that PORTAL_SECRET is another one [K-21]', () =>
  unboxed(async (db, url) => {
    const look = async (secret: string, previous: string[] = []) => (await checkSecrets({ url, secret, previous }))[0];
    expect(await look(TEST_SECRET)).toMatchObject({ verdict: 'ok', says: 'Nothing is sealed yet.' });
    await seedWorld(db);
    expect(await look(TEST_SECRET)).toMatchObject({ verdict: 'ok', says: 'It opens what is sealed here.' });
    const other = 'another secret than before, 32 bytes and more';
    expect(await look(other)).toMatchObject({ verdict: 'wrong', says: saying('put the right one back') });
    expect(await look(other, [TEST_SECRET])).toMatchObject({ verdict: 'note', says: saying('rotate-secret') });
  }));

test('doctor tells a schema that is behind from one that is ahead [D-09]', () =>
  unboxed(async (db, url) => {
    const look = async () => (await checkDatabase({ DATABASE_URL: url }))[0];
    expect(await look()).toMatchObject({ verdict: 'ok' });
    await db.execute(sql`insert into drizzle.__drizzle_migrations (hash, created_at) values ('of tomorrow', 1)`);
    expect(await look()).toMatchObject({ verdict: 'note', says: saying('newer version') });
    await db.execute(sql`delete from drizzle.__drizzle_migrations where id > 3`);
    expect(await look()).toMatchObject({ verdict: 'wrong', says: saying('portal -- migrate') });
  }));
