import { sql } from 'drizzle-orm';
import type { Database } from '@/db/client';
import journal from '@/db/migrations/meta/_journal.json' with { type: 'json' };

/** How many migrations the database has, and how many this version knows. Throws when it cannot be reached. */
export async function countMigrations(db: Database): Promise<{ made: number; known: number }> {
  const result = await db.execute<{ count: number }>(
    sql`select count(*)::int as count from drizzle.__drizzle_migrations`,
  );
  return { made: result.rows[0]?.count ?? 0, known: journal.entries.length };
}

/** Whether the database has every migration that this version knows. Throws when the database cannot be reached. */
export async function isMigrated(db: Database): Promise<boolean> {
  const { made, known } = await countMigrations(db);
  return made >= known;
}
