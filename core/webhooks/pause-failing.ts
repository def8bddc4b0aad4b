import type { Context } from '../context';
import { mutate } from '../mutate';
import { tellRunners } from '../notifications/tell-runners';
import { authorize } from '../policy';
import { AsItWas, setPaused } from './set-paused';

const WHYS = {
  failing: 'Nothing was taken for three days.',
  gone: 'The address answered that it is gone (410).',
} as const;

/**
 * Pauses an endpoint that takes nothing any more, and tells those who run the portal, once however many messages fail at
 * the same time. What happens meanwhile is kept for it.
 */
export async function pauseFailing(ctx: Context, input: { endpointId: string; why: keyof typeof WHYS }): Promise<void> {
  authorize(ctx.actor, 'webhook.deliver');
  try {
    await mutate(ctx, async (unit) => {
      const { id, name } = await setPaused(unit, input.endpointId, WHYS[input.why]);
      await tellRunners(unit, {
        message: 'webhook-paused',
        subjectId: id,
        kind: 'webhook.paused',
        title: `The webhook ${name} is paused`,
        href: `/admin/webhooks/${id}`,
      });
    });
  } catch (error) {
    if (!(error instanceof AsItWas)) throw error;
  }
}
