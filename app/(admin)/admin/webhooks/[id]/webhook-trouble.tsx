import { Alert } from '@/components/ui/alert';
import { Time } from '@/components/ui/time';
import type { Webhook } from '@/core/webhooks/get-endpoint';

/** Says what keeps messages from arriving, and what becomes of them. */
export function WebhookTrouble({ webhook, now }: { webhook: Webhook; now: Date }) {
  const { state, failingSince, pausedAt, pending } = webhook;
  const waits = pending === 1 ? '1 message waits' : `${pending} messages wait`;
  if (state === 'off') {
    return <Alert title="Switched off">What happens now is not kept for it. Switch it on in its settings.</Alert>;
  }
  if (state === 'paused') {
    return (
      <Alert tone="danger" title="Paused">
        {pausedAt && (
          <>
            Since <Time value={pausedAt} now={now} format="moment" />.{' '}
          </>
        )}
        {pending > 0 ? `${waits}, and what happens now is kept for 30 days.` : 'What happens now is kept for 30 days.'}{' '}
        Send a test to see whether it takes messages again, then resume it.
      </Alert>
    );
  }
  if (!failingSince) return null;
  return (
    <Alert tone="warning" title="Nothing was taken lately">
      Every attempt since <Time value={failingSince} now={now} format="moment" /> failed. The portal tries again by
      itself, and pauses the webhook after three days.
    </Alert>
  );
}
