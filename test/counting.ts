import { drizzle } from 'drizzle-orm/node-postgres';
import type pg from 'pg';
import type { Database } from '@/db/client';
import * as schema from '@/db/schema';

/** The same database, counting what it is asked. */
export function counting(pool: pg.Pool): { counted: Database; statements(): number } {
  let count = 0;
  const logger = {
    logQuery: () => {
      count += 1;
    },
  };
  return {
    counted: drizzle(pool, { schema, casing: 'snake_case', logger }) as Database,
    statements: () => count,
  };
}
