import { Eye } from 'lucide-react';
import type { PlainAction } from './account-menu';

/** Says whose eyes an admin looks through, for how long still, and how to stop. Works without JavaScript. */
export function ViewBanner({
  name,
  minutesLeft,
  stopAction,
}: {
  /** *Ada Lovelace of Acme*, *team Backend of Acme*. */
  name: string;
  minutesLeft: number;
  stopAction: PlainAction;
}) {
  return (
    <aside aria-label="View as" className="border-line border-b bg-info-soft text-info text-sm">
      <div className="page-width flex flex-wrap items-center justify-center gap-x-4 gap-y-1 py-1.5">
        <p className="flex min-w-0 items-center gap-2">
          <Eye aria-hidden="true" className="size-4 flex-none" />
          <span className="min-w-0 [overflow-wrap:anywhere]">
            You see what is offered to <strong>{name}</strong>, and can do nothing in their name. Ends in {minutesLeft}{' '}
            {minutesLeft === 1 ? 'minute' : 'minutes'}.
          </span>
        </p>
        <form action={stopAction}>
          <button type="submit" className="btn btn-secondary btn-sm">
            Stop viewing
          </button>
        </form>
      </div>
    </aside>
  );
}
