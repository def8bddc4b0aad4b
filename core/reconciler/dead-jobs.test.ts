import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { newId } from '@/db/ids';
import { contextFor, inSandbox } from '@/test/harness';
import { seedWorld } from '@/test/world';
import { countByState } from '../audit/count-by-state';
import { countWaiting } from '../audit/count-waiting';
import { readVitals } from '../installation/read-vitals';
import { enqueue } from '../mutate';

// Take `isReplaced` out of isDead and the first half fails; take the key out of it, and the second does.
test('a job that was ordered anew while it ran is no dead letter when that run fails, and one that was not is [D-08]', () =>
  inSandbox(async (db) => {
    const world = await seedWorld(db);
    await db.execute(sql`delete from graphile_worker._private_jobs`);
    const job = { kind: 'credential.sync', credentialId: newId() } as const;
    const dead = async () => ({
      page: (await countWaiting(contextFor(db, world.priya))).deadJobs,
      figures: (await countByState(db)).filter(({ table }) => table === 'jobs'),
      doctor: (await readVitals(db)).deadJobs,
    });
    await enqueue(db, job);
    await db.execute(sql`
      update graphile_worker._private_jobs set attempts = 1, locked_at = now(), locked_by = 'w'`);
    await enqueue(db, job);
    await db.execute(sql`
      update graphile_worker._private_jobs set locked_at = null, locked_by = null, last_error = 'read ECONNRESET'`);
    expect(await dead()).toMatchObject({
      page: 0,
      figures: [{ table: 'jobs', state: 'waiting', count: 1 }],
      doctor: [],
    });

    await db.execute(sql`update graphile_worker._private_jobs set attempts = max_attempts`);
    expect(await dead()).toMatchObject({
      page: 1,
      figures: [{ table: 'jobs', state: 'dead', count: 1 }],
      doctor: [{ kind: 'credential.sync', count: 1 }],
    });
  }));
