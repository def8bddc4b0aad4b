import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { auditEvents } from '@/db/schema';
import { contextFor, inSandbox } from '@/test/harness';
import { outcome } from '@/test/outcome';
import { seedRequest } from '@/test/requests';
import { seedWorld } from '@/test/world';
import { declineAccessRequest } from '../access-requests/decline';
import { exportDecided } from './export-decided';
import { exportInbox } from './export-inbox';

async function allOf<T>(pages: AsyncIterable<T[]>): Promise<T[]> {
  const rows: T[] = [];
  for await (const page of pages) rows.push(...page);
  return rows;
}

describe('the inbox as a file', () => {
  test('has what the list has, and the log says who took it along', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const ctx = contextFor(db, world.audrey);
      await seedRequest(db, world, { app: 'Harbour' });
      const { requestId } = await seedRequest(db, world, { app: 'Lamp' });
      await declineAccessRequest(contextFor(db, world.priya), { requestId, reason: 'No.' });
      const waiting = await allOf(await exportInbox(ctx, { filters: { kind: 'request' }, sort: 'oldest' }));
      expect(waiting).toMatchObject([{ appName: 'Harbour' }]);
      const decided = await allOf(await exportDecided(ctx, { filters: {} }));
      expect(decided).toMatchObject([{ name: 'Lamp', reason: 'No.' }]);
      const events = await db
        .select()
        .from(auditEvents)
        .where(eq(auditEvents.event, 'access_request.list_exported'))
        .orderBy(auditEvents.id);
      expect(events.map(({ actorId }) => actorId)).toEqual([world.audrey.userId, world.audrey.userId]);
    }));

  test('does not exist for developers', () =>
    inSandbox(async (db) => {
      const ctx = contextFor(db, (await seedWorld(db)).ada);
      expect(await outcome(exportInbox(ctx, { filters: {}, sort: 'oldest' }))).toBe('not_found');
      expect(await outcome(exportDecided(ctx, { filters: {} }))).toBe('not_found');
    }));
});
