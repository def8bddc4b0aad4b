import type { Context } from '../context';
import { mutate } from '../mutate';
import { authorize } from '../policy';
import { endApp } from './end-app';
import { lockApp } from './lock-app';

const REASON = 'The app was deleted.';

/**
 * Deletes an app for everybody: its keys are revoked, what waits for a decision is cancelled, what was approved and
 * never claimed is withdrawn. The row stays for history and for keys that are still dying.
 */
export async function deleteApp(ctx: Context, input: { appId: string }): Promise<void> {
  await mutate(ctx, async (unit) => {
    const app = await lockApp(unit.tx, ctx.actor, input.appId, 'update');
    authorize(ctx.actor, 'app.delete', app);
    await endApp(ctx, unit, app, REASON);
  });
}
