import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { accessRequests } from '@/db/schema';
import { contextFor, inSandbox } from '@/test/harness';
import { seedRequest } from '@/test/requests';
import { ruleWish } from '@/test/rules';
import { seedWorld } from '@/test/world';
import { createRule } from './create-rule';
import { matchRule } from './match-rule';

// Let the time of a request be its place in the row: of two that overlap the later one may have begun first, since a
// transaction's clock stands still while it waits, and both are the first.
test('whoever comes second is not the first, although they began before', () =>
  inSandbox(async (db) => {
    const world = await seedWorld(db);
    await seedRequest(db, world, { app: 'Was faster' });
    const { requestId } = await seedRequest(db, world, { app: 'Began before' });
    await createRule(contextFor(db, world.alan), ruleWish());
    await db
      .update(accessRequests)
      .set({ createdAt: new Date(Date.now() - 60_000) })
      .where(eq(accessRequests.id, requestId));
    expect(await db.transaction((tx) => matchRule(tx, requestId))).toBeNull();
  }));
