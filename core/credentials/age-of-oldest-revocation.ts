import { sql } from 'drizzle-orm';
import type { Database } from '@/db/client';

/** For how many seconds the key is being revoked whose end is the longest unproven; 0 when none is. */
export async function ageOfOldestRevocation(db: Database): Promise<number> {
  const { rows } = await db.execute<{ seconds: number }>(sql`
    select coalesce(extract(epoch from now() - min(revoke_requested_at)), 0)::float8 as seconds
    from credentials where status = 'revoking'`);
  return rows[0]?.seconds ?? 0;
}
