import { setTimeout as pause } from 'node:timers/promises';
import { Card } from '@/components/ui/card';
import { Meter } from '@/components/ui/meter';
import { Time } from '@/components/ui/time';
import type { Context } from '@/core/context';
import type { KeyDetail } from '@/core/credentials/get-key';
import { type QuotaOutcome, refreshQuota } from '@/core/credentials/refresh-quota';
import { wiring } from '@/server/wiring';

/** A gateway that is slow must not keep the page; the next look shows what it said. */
const PATIENCE_MS = 900;

/** What is left of the key's quota, as the gateway counts it. Nothing for a key without one. */
export async function KeyQuota({ ctx, detail, now }: { ctx: Context; detail: KeyDetail; now: Date }) {
  const { known, isDue } = detail.quota;
  const outcome = isDue ? await ask(ctx, detail.key.id, known) : known;
  if (outcome.outcome === 'none') return null;
  return (
    <Card title="Quota">
      {outcome.outcome === 'unread' ? (
        <p className="text-ink-muted">The gateway has not told what is left. Look again in a minute.</p>
      ) : (
        <QuotaLeft quota={outcome.quota} now={now} />
      )}
    </Card>
  );
}

/** The gateway's word, or what was known before where it takes its time. */
async function ask(ctx: Context, credentialId: string, known: QuotaOutcome): Promise<QuotaOutcome> {
  const asked = refreshQuota(ctx, wiring().gateways, { credentialId }).catch((error: unknown) => {
    ctx.log.warn({ err: error, credentialId }, 'the quota could not be read');
    return null;
  });
  return (await Promise.race([asked, pause(PATIENCE_MS, null)])) ?? known;
}

const count = new Intl.NumberFormat('en');

function QuotaLeft({
  quota,
  now,
}: {
  quota: { max: number; left: number; renewsAt: Date | null; readAt: Date };
  now: Date;
}) {
  const { max, left, renewsAt, readAt } = quota;
  return (
    <div className="grid gap-2">
      <Meter
        label="Calls used"
        value={max - left}
        max={max}
        text={`${count.format(Math.max(0, left))} of ${count.format(max)} left`}
      />
      <p className="text-ink-muted text-sm">
        {renewsAt ? (
          <>
            The quota renews <Time value={renewsAt} now={now} />.{' '}
          </>
        ) : (
          'The next call starts a new period. '
        )}
        Read from the gateway <Time value={readAt} now={now} />.
      </p>
    </div>
  );
}
