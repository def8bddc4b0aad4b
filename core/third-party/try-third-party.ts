import { newId } from '@/db/ids';
import type { Context } from '../context';
import { conflict } from '../errors';
import { requireFreshProof } from '../identity/require-fresh-proof';
import { throttle } from '../identity/throttle';
import { mutate } from '../mutate';
import { authorize } from '../policy';
import type { Outbound } from '../ports/outbound';
import { readThirdParty } from './read-third-party';
import { type Delivery, sendWebhook } from './send-webhook';

const TRIES_AN_HOUR = 30;

/**
 * Sends a test message, signed like every other, and answers what became of it. Throws `conflict` where no webhook
 * address is saved, `proof_needed` and `too_many`.
 */
export async function tryThirdParty(ctx: Context, outbound: Outbound): Promise<Delivery> {
  authorize(ctx.actor, 'settings.change');
  await requireFreshProof(ctx);
  await throttle(ctx, { bucket: 'third-party-test', attempts: TRIES_AN_HOUR, seconds: 3600 });
  const to = await readThirdParty(ctx.db);
  if (!to?.webhookUrl) throw conflict('There is no webhook address yet. Save one first.');
  const delivery = await sendWebhook(ctx, outbound, to, {
    id: `test_${newId()}`,
    type: 'portal.test',
    data: { portal: ctx.portalUrl },
  });
  await mutate(ctx, async (unit) => {
    await unit.audit(
      'third_party.tested',
      { kind: 'third_party', id: null },
      { to: new URL(to.webhookUrl).host, ...delivery },
    );
  });
  return delivery;
}
