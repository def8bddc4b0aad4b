import { and, eq, isNotNull, sql } from 'drizzle-orm';
import { apps, credentials } from '@/db/schema';
import type { Context } from '../context';
import { userIdOf } from '../identity/actor';
import { mutate } from '../mutate';
import { authorize } from '../policy';
import { lockApp } from './lock-app';

/**
 * Its people say that an app and its keys are still needed: nobody is asked again until the next review, and keys that
 * nobody uses keep working for as long as if they had been used now. Twice is harmless. Throws `not_found` and
 * `forbidden`.
 */
export async function confirmApp(ctx: Context, input: { appId: string }): Promise<void> {
  await mutate(ctx, async (unit) => {
    const app = await lockApp(unit.tx, ctx.actor, input.appId, 'update');
    authorize(ctx.actor, 'app.confirm', app);
    const { id, organizationId } = app;
    await unit.tx
      .update(apps)
      .set({ confirmedAt: sql`now()`, confirmedBy: userIdOf(ctx.actor), updatedAt: sql`now()` })
      .where(eq(apps.id, id));
    await unit.tx
      .update(credentials)
      .set({ unusedWarnedAt: null, updatedAt: sql`now()` })
      .where(and(eq(credentials.appId, id), isNotNull(credentials.unusedWarnedAt)));
    await unit.audit('app.confirmed', { kind: 'app', id, organizationId });
  });
}
