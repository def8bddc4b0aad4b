import { Badge } from '@/components/ui/badge';
import { Time } from '@/components/ui/time';
import type { OwnSession } from '@/core/identity/list-sessions';
import { describeBrowser } from './describe-browser';
import { EndSessionForm } from './end-session-form';

/** The browsers in which one is signed in. */
export function SessionList({ sessions, now }: { sessions: readonly OwnSession[]; now: Date }) {
  return (
    <ul className="grid divide-y divide-line">
      {sessions.map((session) => {
        const browser = describeBrowser(session.userAgent);
        return (
          <li key={session.id} className="flex items-center justify-between gap-4 py-3 first:pt-0 last:pb-0">
            <div className="grid min-w-0 gap-0.5">
              <p className="flex flex-wrap items-center gap-2 font-medium">
                {browser}
                {session.isCurrent && <Badge tone="success">This browser</Badge>}
              </p>
              <p className="text-ink-muted text-sm [overflow-wrap:anywhere]">
                {session.ip && `${session.ip} · `}signed in <Time value={session.startedAt} now={now} />, last used{' '}
                <Time value={session.lastSeenAt} now={now} />
              </p>
            </div>
            {!session.isCurrent && <EndSessionForm sessionId={session.id} browser={browser} />}
          </li>
        );
      })}
    </ul>
  );
}
