import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { newId } from '@/db/ids';
import { contextFor, inSandbox } from '@/test/harness';
import { systemActor } from '../identity/actor';
import { enqueue } from '../mutate';
import { returnLostJobs } from './return-lost-jobs';

// Without the first statement the job stays booked, without the second its queue does, and the key's later jobs wait.
test('a job that is booked for a worker and never came to it is given back, with its queue [R-17]', () =>
  inSandbox(async (db) => {
    const ctx = contextFor(db, systemActor('test'));
    const booked = async (seconds: number) => {
      await enqueue(db, { kind: 'credential.sync', credentialId: newId() });
      const lock = sql`locked_by = 'worker_1', locked_at = now() - make_interval(secs => ${seconds})`;
      const { rows } = await db.execute<{ id: string; job_queue_id: number }>(sql`
        update graphile_worker._private_jobs set ${lock}
        where id = (select max(id) from graphile_worker._private_jobs) returning id, job_queue_id`);
      await db.execute(sql`
        update graphile_worker._private_job_queues set ${lock} where id = ${rows[0]?.job_queue_id}`);
      return rows[0]?.id ?? '';
    };
    const lost = await booked(60);
    const inHand = await booked(60);
    const onItsWay = await booked(0);

    const look = () => returnLostJobs(ctx, { workerName: 'worker_1', inHand: [inHand], oldSeconds: 20 });
    expect(await returnLostJobs(ctx, { workerName: 'worker_2', inHand: [], oldSeconds: 20 })).toBe(0);
    expect(await look()).toBe(1);
    expect(await look()).toBe(0);

    const { rows } = await db.execute<{ id: string }>(sql`
      select j.id from graphile_worker._private_jobs j join graphile_worker._private_job_queues q on q.id = j.job_queue_id
      where j.locked_by is null and q.locked_by is null and j.id in (${lost}, ${inHand}, ${onItsWay})`);
    expect(rows).toEqual([{ id: lost }]);
  }));
