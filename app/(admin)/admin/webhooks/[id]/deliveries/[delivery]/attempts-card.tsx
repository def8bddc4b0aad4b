import { StatusBadge } from '@/components/ui/badge';
import { Card } from '@/components/ui/card';
import { Time } from '@/components/ui/time';
import { Timeline } from '@/components/ui/timeline';
import type { Delivery } from '@/core/webhooks/get-delivery';

type Attempt = Delivery['tries'][number];

/** Every call of the receiver for one message, the newest first, with what it answered. */
export function AttemptsCard({ tries, now }: { tries: readonly Attempt[]; now: Date }) {
  return (
    <Card title="Attempts" description={tries.length === 0 ? 'It was not tried yet.' : undefined}>
      {tries.length > 0 && (
        <Timeline
          label="Attempts"
          entries={tries.map((one) => ({
            id: one.id,
            title: <AttemptTitle one={one} />,
            time: <Time value={one.at} now={now} format="moment" />,
            children: <AttemptOutcome one={one} />,
          }))}
        />
      )}
    </Card>
  );
}

function AttemptTitle({ one: { status, ms, error } }: { one: Attempt }) {
  return (
    <span className="flex flex-wrap items-center gap-2">
      <StatusBadge tone={error === null ? 'success' : 'danger'}>
        {status === null ? 'No answer' : `Status ${status}`}
      </StatusBadge>
      {ms !== null && <span className="font-normal text-ink-muted text-sm">{ms} ms</span>}
    </span>
  );
}

function AttemptOutcome({ one: { error, answer } }: { one: Attempt }) {
  return (
    <div className="grid gap-2">
      {error && <p>{error}</p>}
      {answer && (
        <details>
          <summary className="cursor-pointer text-sm">What it answered</summary>
          <pre className="mt-2 max-h-80 overflow-auto whitespace-pre-wrap rounded-lg bg-muted p-3 text-xs [overflow-wrap:anywhere]">
            {answer}
          </pre>
        </details>
      )}
    </div>
  );
}
