import { count, isNotNull } from 'drizzle-orm';
import type { Database } from '@/db/client';
import { gateways } from '@/db/schema';

/** How many gateways had a problem when they were last asked. */
export async function gatewayProblems(db: Database): Promise<number> {
  const [row] = await db.select({ problems: count() }).from(gateways).where(isNotNull(gateways.lastProblem));
  return row?.problems ?? 0;
}
