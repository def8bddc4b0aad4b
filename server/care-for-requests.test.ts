import { eq, sql } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { approveAccessRequest } from '@/core/access-requests/approve';
import { systemActor } from '@/core/identity/actor';
import { accessRequests } from '@/db/schema';
import { mailed } from '@/test/decisions';
import { contextFor, inSandbox } from '@/test/harness';
import { seedRequest } from '@/test/requests';
import { seedWorld } from '@/test/world';
import { careForAllRequests } from './care-for-requests';

describe('the hourly care for requests', () => {
  test('tells of unclaimed approvals and reminds those who decide, each once', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const unclaimed = await seedRequest(db, world, { app: 'Unclaimed' });
      await approveAccessRequest(contextFor(db, world.priya), unclaimed);
      const back = sql`now() - interval '40 days'`;
      await db.update(accessRequests).set({ decidedAt: back, createdAt: back });
      await seedRequest(db, world, { app: 'Waits' });
      await db.update(accessRequests).set({ createdAt: back }).where(eq(accessRequests.status, 'pending'));
      for (let run = 0; run < 2; run += 1) await careForAllRequests(contextFor(db, systemActor('requests')));
      expect(await mailed(db, 'request-unclaimed')).toHaveLength(1);
      expect(await mailed(db, 'requests-waiting')).toHaveLength(3);
    }));

  test('does every part, also where one fails, and says at the end that it failed', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      await seedRequest(db, world);
      await db.update(accessRequests).set({ createdAt: sql`now() - interval '40 days'` });
      let asked = 0;
      const faulty = new Proxy(db, {
        get(target, name, receiver) {
          if (name === 'execute') {
            asked += 1;
            if (asked === 1) throw new Error('the connection broke');
            return target.execute.bind(target);
          }
          return Reflect.get(target, name, receiver) as unknown;
        },
      });
      const care = careForAllRequests(contextFor(faulty, systemActor('requests')));
      await expect(care).rejects.toThrow('some requests could not be looked after');
      expect(await mailed(db, 'requests-waiting')).toHaveLength(3);
    }));
});
