import Link from 'next/link';
import { Alert } from '@/components/ui/alert';
import { Badge } from '@/components/ui/badge';
import { Card } from '@/components/ui/card';
import { Facts } from '@/components/ui/facts';
import { Time } from '@/components/ui/time';
import { Timeline } from '@/components/ui/timeline';
import type { HistoryEntry } from '@/core/audit/list-history';
import type { AuditSubjectKind } from '@/core/audit/subject-kinds';
import type { OrganizationDetail, RequesterNow } from '@/core/organizations/get-organization';
import { eventWords } from '../../event-words';
import { PersonLink } from '../../person-link';
import { TimelineLink } from '../../timeline-link';

/** What there is to know about it, with the ways to its apps and requests. */
export function Overview({ organization, now }: { organization: OrganizationDetail; now: Date }) {
  const { id, status, decisionReason, closesAt, requester, purpose, decidedAt } = organization;
  const says = { suspended: 'Why it is suspended', rejected: 'Why it was rejected', closed: 'Why it is closed' };
  const title = status === 'active' || status === 'pending' ? null : says[status];
  return (
    <Card title="Overview">
      <div className="grid gap-4">
        {title && decisionReason && (
          <Alert tone="info" title={title}>
            <span className="whitespace-pre-line [overflow-wrap:anywhere]">{decisionReason}</span>
          </Alert>
        )}
        {closesAt && (
          <Alert tone="warning" title="It is about to be closed">
            Its super admins asked for it. It closes on <Time value={closesAt} now={now} format="day" />.
          </Alert>
        )}
        <Facts
          facts={[
            { label: 'Created', value: <Time value={organization.createdAt} now={now} format="moment" /> },
            requester && { label: 'Requested by', value: <Person requester={requester} /> },
            purpose !== '' && {
              label: 'What for',
              value: <span className="whitespace-pre-line [overflow-wrap:anywhere]">{purpose}</span>,
            },
            decidedAt && { label: 'Last decision', value: <Time value={decidedAt} now={now} format="moment" /> },
            { label: 'Members', value: organization.members },
            { label: 'Apps', value: <Counted count={organization.apps} href={`/admin/apps?organization=${id}`} /> },
            { label: 'Live keys', value: organization.liveKeys },
            { label: 'Requests that wait', value: organization.pendingRequests },
          ]}
        />
      </div>
    </Card>
  );
}

/** Whoever asked for it, while there is an account. */
export function Person({ requester }: { requester: RequesterNow }) {
  return <PersonLink person={requester.isDeleted ? null : requester} gone="Somebody whose account was deleted" />;
}

function Counted({ count, href }: { count: number; href: string }) {
  if (count === 0) return '0';
  return (
    <Link href={href} className="link">
      {count}
    </Link>
  );
}

/** Its teams, the default one first. */
export function TeamsCard({
  organization: { id, teamList },
  mayChange,
}: {
  organization: OrganizationDetail;
  mayChange: boolean;
}) {
  return (
    <Card
      title="Teams"
      actions={
        <Link href={`/admin/teams?organization=${id}`} className="link text-sm">
          {mayChange ? 'Change teams' : 'Show teams'}
        </Link>
      }
    >
      <ul className="divide-y divide-line">
        {teamList.map((team) => (
          <li key={team.id} className="flex flex-wrap items-baseline justify-between gap-x-3 py-1.5">
            <span className="min-w-0 [overflow-wrap:anywhere]">
              {team.name} {team.isDefault && <Badge>Default</Badge>}
            </span>
            <span className="text-ink-muted text-sm">
              {team.members} {team.members === 1 ? 'member' : 'members'}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}

const CONTACTS = { security: 'Security', billing: 'Billing', technical: 'Technical' };

/** Whom its super admins named. */
export function Contacts({ contacts }: Pick<OrganizationDetail, 'contacts'>) {
  return (
    <Card title="Contacts">
      {contacts.length === 0 ? (
        <p className="text-ink-muted">Its super admins named nobody.</p>
      ) : (
        <Facts
          facts={contacts.map(({ kind, name, email }) => ({
            label: CONTACTS[kind],
            value: (
              <>
                {name}
                <span className="block break-all text-ink-muted">{email}</span>
              </>
            ),
          }))}
        />
      )}
    </Card>
  );
}

/** Everything that happened to it, from the audit log. */
export function History({
  entries,
  of,
  now,
}: {
  entries: readonly HistoryEntry[];
  /** What the audit log knows more of. */
  of: { kind: AuditSubjectKind; id: string };
  now: Date;
}) {
  return (
    <Card title="History" actions={<TimelineLink {...of} />}>
      <Timeline
        label="History"
        entries={entries.map(({ id, event, actor, at, detail }) => ({
          id,
          title: eventWords(event),
          time: <Time value={at} now={now} />,
          children: (
            <span className="[overflow-wrap:anywhere]">
              {actor}
              {toldBy(detail)}
            </span>
          ),
        }))}
      />
    </Card>
  );
}

function toldBy(detail: Record<string, unknown>): string {
  if (typeof detail.reason === 'string' && detail.reason) return `: ${detail.reason}`;
  if (typeof detail.from === 'string' && typeof detail.to === 'string') return `: ${detail.from} → ${detail.to}`;
  return typeof detail.domain === 'string' ? `: ${detail.domain}` : '';
}
