import { describe, expect, test } from 'vitest';
import { approverProducts, settings } from '@/db/schema';
import { contextFor, inSandbox } from '@/test/harness';
import { seedRequest } from '@/test/requests';
import { seedApp, seedWorld } from '@/test/world';
import { saveReason } from '../decision-reasons/save-reason';
import { getInboxTools } from './get-tools';

describe('what stands around the inbox', () => {
  test('names plans, catalogs, who can take care, and the reasons for declining', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const ctx = contextFor(db, world.priya);
      await saveReason(ctx, { kind: 'decline', title: 'Resale', body: 'No.' });
      await saveReason(ctx, { kind: 'question', title: 'Volume', body: 'How much?' });
      await db.insert(approverProducts).values({ userId: world.arun.userId, productId: world.weather.id });
      const tools = await getInboxTools(ctx);
      expect(tools.plans.map(({ slug }) => slug)).toEqual(['free', 'standard']);
      expect(tools.catalogs).toHaveLength(4);
      expect(tools.holders.map(({ name }) => name)).toEqual(['Alan Test', 'Arun Test', 'Priya Test']);
      expect(tools.reasons.map(({ title }) => title)).toEqual(['Resale']);
      expect(tools).toMatchObject({ kept: [], earlier: [], lateAfterDays: 3 });
      await db.update(settings).set({ remindDecidersDays: 5 });
      expect((await getInboxTools(ctx)).lateAfterDays).toBe(5);
      await db.update(settings).set({ remindDecidersDays: 0 });
      expect((await getInboxTools(ctx)).lateAfterDays).toBe(3);
    }));

  test('says what the same company asked for before; of strangers only what the same person did', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const ctx = contextFor(db, world.priya);
      const { requestId } = await seedRequest(db, world, { app: 'New' });
      await seedRequest(db, world, { app: 'Tom’s', by: world.tom });
      await seedRequest(db, world, { app: 'Evil', by: world.eve });
      const earlierTo = async (openedRequestId: string) =>
        (await getInboxTools(ctx, { openedRequestId })).earlier.map(({ appName }) => appName);
      expect(await earlierTo(requestId)).toEqual(['Tom’s']);
      const dora = await seedRequest(db, world, { app: 'Dora’s', by: world.dora });
      await seedRequest(db, world, { app: 'Dan’s', by: world.dan });
      await seedRequest(db, world, { app: await seedApp(db, world.dora, 'Dora’s second', 'personal'), by: world.dora });
      expect(await earlierTo(dora.requestId)).toEqual(['Dora’s second']);
      expect(await earlierTo('no id')).toEqual([]);
    }));
});
