import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { contextFor, inSandbox } from '@/test/harness';
import { seedWorld } from '@/test/world';
import { countByState } from './count-by-state';
import { countWaiting } from './count-waiting';

// Take `locked_at is null` away and a job that is only running counts as dead: scheduled ones have a single try.
test('a job on its last try is running, and dead only when that has failed [D-08]', () =>
  inSandbox(async (db) => {
    const world = await seedWorld(db);
    const ctx = contextFor(db, world.priya);
    const before = (await countWaiting(ctx)).deadJobs;
    await db.execute(sql`select graphile_worker.add_job('housekeeping', max_attempts := 1)`);
    await db.execute(sql`update graphile_worker._private_jobs set attempts = max_attempts, locked_at = now(), locked_by = 'w'
      where max_attempts = 1`);
    expect((await countWaiting(ctx)).deadJobs).toEqual(before);
    expect(await countByState(db)).toContainEqual({ table: 'jobs', state: 'running', count: 1 });

    await db.execute(
      sql`update graphile_worker._private_jobs set locked_at = null, locked_by = null where max_attempts = 1`,
    );
    expect((await countWaiting(ctx)).deadJobs).not.toEqual(before);
    expect(await countByState(db)).toContainEqual({ table: 'jobs', state: 'dead', count: 1 });
  }));
