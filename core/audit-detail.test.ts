import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { auditEvents } from '@/db/schema';
import { contextFor, inSandbox } from '@/test/harness';
import { seedWorld } from '@/test/world';
import { exportUsers } from './members/export-users';

// Hand the detail to PostgreSQL as it is, and the export is an error page.
test('what was searched for is written down without what no database keeps', () =>
  inSandbox(async (db) => {
    const { alan } = await seedWorld(db);
    const ctx = contextFor(db, alan);
    await exportUsers(ctx, { filters: { search: '\0a\ud800' }, sort: { by: 'name', direction: 'asc' } });
    const [event] = await db
      .select()
      .from(auditEvents)
      .where(eq(auditEvents.actorId, alan.userId))
      .orderBy(auditEvents.id);
    expect(JSON.stringify(event?.detail)).toContain('a\ufffd');
  }));
