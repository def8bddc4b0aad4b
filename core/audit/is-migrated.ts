import { sql } from 'drizzle-orm';
import type { Database } from '@/db/client';
import journal from '@/db/migrations/meta/_journal.json' with { type: 'json' };

/** Whether the database has every migration that this version knows. Throws when the database cannot be reached. */
export async function isMigrated(db: Database): Promise<boolean> {
  const result = await db.execute<{ count: number }>(
    sql`select count(*)::int as count from drizzle.__drizzle_migrations`,
  );
  return (result.rows[0]?.count ?? 0) >= journal.entries.length;
}
