import { StatusBadge, type Tone } from '../ui/badge';
import { Time } from '../ui/time';

const DAY_MS = 86_400_000;

/** How long something waits: it turns yellow on its way to too long, and says so when it is. */
export function AgeBadge({ since, now, lateAfterDays }: { since: Date; now: Date; lateAfterDays: number }) {
  const days = (now.getTime() - since.getTime()) / DAY_MS;
  const isLate = days >= lateAfterDays;
  return (
    <StatusBadge tone={toneOf(days, lateAfterDays)}>
      <span>
        <Time value={since} now={now} />
        {isLate && ', late'}
      </span>
    </StatusBadge>
  );
}

function toneOf(days: number, lateAfterDays: number): Tone {
  if (days >= lateAfterDays) return 'danger';
  return days >= lateAfterDays / 2 ? 'warning' : 'neutral';
}
