import { and, eq, sql } from 'drizzle-orm';
import type { Context } from '@/core/context';
import { apps } from '@/db/schema';
import type { Cast } from './cast';

/** Whose app is asked about, and which. */
const ASKED = { by: 'ada', app: 'Returns desk' };
const ASKED_DAYS_AGO = 2;

/**
 * One app whose people were asked whether they still need it, as the worker asks by the clock: its keys are made only
 * when the portal runs, and then it would take until the next hour.
 */
export async function insertKeyCare(ctx: Context, cast: Cast): Promise<void> {
  const owner = cast.developer(ASKED.by);
  await ctx.db
    .update(apps)
    .set({ reviewAskedAt: sql`now() - make_interval(days => ${ASKED_DAYS_AGO})` })
    .where(and(eq(apps.ownerId, owner.userId), eq(apps.name, ASKED.app)));
}
