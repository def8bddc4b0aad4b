import Link from 'next/link';
import { describeBrowser } from '@/app/(live)/profile/describe-browser';
import { Badge } from '@/components/ui/badge';
import { Card } from '@/components/ui/card';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { Facts } from '@/components/ui/facts';
import { Time } from '@/components/ui/time';
import { Timeline } from '@/components/ui/timeline';
import type { UserDetail } from '@/core/members/get-user';
import type { UserEvent } from '@/core/members/list-user-history';
import { AuditSubjectName } from '../../audit-subject';
import { eventWords } from '../../event-words';
import { RequestList } from '../../request-list';
import { TimelineLink } from '../../timeline-link';
import { endUserSessionsAction } from './actions';
import { EndSessionForm } from './small-forms';

/** Where the account stands, and in which organization and teams. */
export function Account({ user, now }: { user: UserDetail; now: Date }) {
  const moment = (at: Date | null, otherwise: string) => (at ? <Time value={at} now={now} /> : otherwise);
  const { organization } = user;
  return (
    <Card title="Account">
      <Facts
        facts={[
          {
            label: 'Organization',
            value: (
              <Link href={`/admin/organizations/${organization.id}`} className="link">
                {organization.name}
              </Link>
            ),
          },
          { label: 'Role', value: user.role === 'super_admin' ? 'Super admin' : 'Team member' },
          { label: 'Teams', value: user.teams.map(({ name }) => name).join(', ') || 'None' },
          { label: 'Registered', value: moment(user.registeredAt, '') },
          { label: 'Address verified', value: moment(user.verifiedAt, 'Not yet') },
          { label: 'Last seen', value: moment(user.lastSeenAt, 'Never') },
          { label: 'Password', value: passwordWords(user) },
          user.termsAcceptedAt && { label: 'Terms accepted', value: moment(user.termsAcceptedAt, '') },
          user.signsInElsewhere && { label: 'Single sign-on', value: 'Linked' },
        ]}
      />
    </Card>
  );
}

function passwordWords({ hasPassword, mustChangePassword }: UserDetail): string {
  if (!hasPassword) return 'None';
  return mustChangePassword ? 'Set by an admin, to be changed at the next login' : 'Set';
}

/** What was answered at registration, or filled in since. */
export function SignUpAnswers({ user }: { user: UserDetail }) {
  return (
    <Card title="Sign-up answers">
      {user.signUpAnswers.length > 0 ? (
        <Facts facts={user.signUpAnswers} />
      ) : (
        <p className="text-ink-muted">Nothing was asked, or nothing answered.</p>
      )}
    </Card>
  );
}

/** Apps that the person owns. */
export function Apps({ user, now }: { user: UserDetail; now: Date }) {
  return (
    <Card title="Apps">
      {user.apps.length === 0 && <p className="text-ink-muted">They own none.</p>}
      <ul className="grid gap-2.5">
        {user.apps.map((app) => (
          <li key={app.id} className="flex flex-wrap items-baseline justify-between gap-x-3 gap-y-1">
            <span className="flex min-w-0 flex-wrap items-baseline gap-2">
              <Link href={`/admin/apps/${app.id}`} className="link">
                {app.name}
              </Link>
              <Badge>{app.visibility}</Badge>
            </span>
            <span className="text-ink-muted text-sm">
              {app.keys === 1 ? '1 working key' : `${app.keys} working keys`}, made{' '}
              <Time value={app.createdAt} now={now} />
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** What the person asked for. */
export function Requests({ user, now }: { user: UserDetail; now: Date }) {
  return (
    <Card title="Requests">
      {user.requests.length === 0 && <p className="text-ink-muted">They asked for nothing yet.</p>}
      <RequestList
        requests={user.requests.map((request) => ({ ...request, title: request.appName, about: request.planName }))}
        now={now}
      />
    </Card>
  );
}

/** The browsers in which the person is signed in. */
export function Sessions({ user, now, mayEnd }: { user: UserDetail; now: Date; mayEnd: boolean }) {
  const { sessions } = user;
  return (
    <Card
      title="Open sessions"
      actions={
        mayEnd &&
        sessions.length > 0 && (
          <ConfirmDialog
            trigger="End all sessions"
            triggerSize="sm"
            title={`Sign ${user.name} out everywhere?`}
            consequences={[
              sessions.length === 1 ? '1 session ends at once.' : `${sessions.length} sessions end at once.`,
              'They can log in again.',
            ]}
            action={endUserSessionsAction}
            hidden={{ userId: user.id }}
          />
        )
      }
    >
      {sessions.length === 0 && <p className="text-ink-muted">None.</p>}
      <ul className="grid divide-y divide-line">
        {sessions.map((session) => {
          const browser = describeBrowser(session.userAgent);
          return (
            <li key={session.id} className="flex items-center justify-between gap-4 py-2.5 first:pt-0 last:pb-0">
              <div className="grid min-w-0 gap-0.5">
                <p className="font-medium">{browser}</p>
                <p className="text-ink-muted text-sm [overflow-wrap:anywhere]">
                  {session.ip && `${session.ip} · `}signed in <Time value={session.startedAt} now={now} />, last used{' '}
                  <Time value={session.lastSeenAt} now={now} />
                </p>
              </div>
              {mayEnd && <EndSessionForm sessionId={session.id} browser={browser} />}
            </li>
          );
        })}
      </ul>
    </Card>
  );
}

/** What somebody did and what was done to them, from the audit log. */
export function History({ events, userId, now }: { events: readonly UserEvent[]; userId: string; now: Date }) {
  return (
    <Card title="History" actions={<TimelineLink kind="user" id={userId} />}>
      {events.length === 0 && <p className="text-ink-muted">Nothing happened yet.</p>}
      <Timeline
        label="History"
        entries={events.map((event) => ({
          id: event.id,
          title: eventWords(event.event),
          time: <Time value={event.at} now={now} />,
          children: <Particulars event={event} />,
        }))}
      />
    </Card>
  );
}

/** Who did it, where it was not the person; to what or to whom; and why. */
function Particulars({ event: { isOwnAct, actor, subject, detail } }: { event: UserEvent }) {
  const reason = typeof detail.reason === 'string' ? detail.reason : '';
  const address = isOwnAct && !subject && typeof detail.email === 'string' ? detail.email : '';
  if (isOwnAct && !subject && !reason && !address) return null;
  return (
    <>
      {!isOwnAct && actor}
      {!isOwnAct && subject && ', '}
      {subject && <AuditSubjectName subject={subject} />}
      {address && <span className="[overflow-wrap:anywhere]">{address}</span>}
      {reason && `: ${reason}`}
    </>
  );
}
