import type { Context } from '../context';
import { conflict } from '../errors';
import { mutate } from '../mutate';
import { lockEndpoint } from './lock-endpoint';
import { AsItWas, setPaused } from './set-paused';

/**
 * Pauses a webhook: what happens is kept for it and sent when it is resumed. One that is paused stays so. Throws
 * `conflict` for one that is switched off.
 */
export async function pauseWebhook(ctx: Context, input: { webhookId: string }): Promise<void> {
  try {
    await mutate(ctx, async (unit) => {
      const { id, isActive } = await lockEndpoint(ctx, unit, input.webhookId);
      if (!isActive) throw conflict('This webhook is switched off, so that there is nothing to pause.');
      await setPaused(unit, id, 'An admin has paused it.');
    });
  } catch (error) {
    if (!(error instanceof AsItWas)) throw error;
  }
}
