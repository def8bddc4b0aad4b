import clsx from 'clsx';
import { Time } from '../ui/time';

/** One message between those who decide and those who asked. */
export type Written = {
  id: string;
  side: 'provider' | 'developer';
  author: string | null;
  isMine: boolean;
  body: string;
  at: string;
};

/** What was written about a request, oldest first. `viewer` is the side that reads. */
export function RequestMessages({
  messages,
  viewer,
  now,
}: {
  messages: readonly Written[];
  viewer: 'provider' | 'developer';
  now: Date;
}) {
  return (
    <ol aria-label="Messages" className="grid gap-4">
      {messages.map((message) => (
        <li
          key={message.id}
          className={clsx(
            'grid gap-1 rounded-lg border border-line px-4 py-3',
            message.side === viewer ? 'bg-surface' : 'bg-muted',
          )}
        >
          <p className="flex flex-wrap items-baseline justify-between gap-x-4 text-sm">
            <span className="font-medium">{whoWrote(message, viewer)}</span>
            <span className="text-ink-muted">
              <Time value={message.at} now={now} />
            </span>
          </p>
          <p className="whitespace-pre-line [overflow-wrap:anywhere]">{message.body}</p>
        </li>
      ))}
    </ol>
  );
}

function whoWrote({ side, author, isMine }: Written, viewer: 'provider' | 'developer'): string {
  if (isMine) return 'You';
  if (side === 'provider') return author ?? (viewer === 'developer' ? 'The provider' : 'An admin who has left');
  return author ?? 'Somebody who has left';
}
