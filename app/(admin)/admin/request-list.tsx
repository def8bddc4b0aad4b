import Link from 'next/link';
import { RequestStatus, type RequestStatusName } from '@/components/asking/request-status';
import { Time } from '@/components/ui/time';

type Line = { id: string; title: string; about: string; status: RequestStatusName; createdAt: Date | string };

/** Access requests of one thing or person, each with the way to its page. */
export function RequestList({ requests, now }: { requests: readonly Line[]; now: Date }) {
  return (
    <ul className="grid gap-2.5">
      {requests.map(({ id, title, about, status, createdAt }) => (
        <li key={id} className="flex flex-wrap items-baseline justify-between gap-x-3 gap-y-1">
          <span className="min-w-0">
            <Link href={`/admin/requests/${id}`} className="link">
              {title}
            </Link>{' '}
            <span className="text-ink-muted">{about}</span>
          </span>
          <span className="flex items-baseline gap-3 text-ink-muted text-sm">
            <RequestStatus status={status} />
            <Time value={createdAt} now={now} />
          </span>
        </li>
      ))}
    </ul>
  );
}
