import Link from 'next/link';
import type { ReactNode } from 'react';
import { Table, TBody, TCell, TH, THead, TRow } from '@/components/ui/table';
import { Time } from '@/components/ui/time';
import type { WhatWaits } from '@/core/audit/count-waiting';
import type { Problems } from '@/core/audit/list-problems';
import { RetryForm } from './apps/[id]/credential-forms';
import { ResendForm } from './emails/sent/resend-form';

type Line = { id: string; what: ReactNode; reason: string; since: Date | null; act?: ReactNode };

/** What somebody has to look after: keys, gateways, mails, jobs, requests that could not be announced, webhooks. A list that is longer than shown says so. */
export function ProblemTable({
  problems,
  waits,
  mayRetry,
  now,
}: {
  problems: Problems;
  waits: WhatWaits;
  mayRetry: boolean;
  now: Date;
}) {
  const lines = [
    ...gatewayLines(problems),
    ...foundLines(problems),
    ...untoldLines(problems),
    ...webhookLines(problems),
    ...keyLines(problems, waits, mayRetry),
    ...otherLines(problems, waits, mayRetry),
  ];
  return (
    <Table label="Problems">
      <THead>
        <TH>What</TH>
        <TH>Why</TH>
        <TH hideBelow="sm">Since</TH>
        <TH label="Mend" align="end" />
      </THead>
      <TBody>
        {lines.map(({ id, what, reason, since, act }) => (
          <TRow key={id}>
            <TCell rowHeader>{what}</TCell>
            <TCell className="min-w-48 [overflow-wrap:anywhere]">{reason || 'No reason was given.'}</TCell>
            <TCell hideBelow="sm">{since && <Time value={since} now={now} />}</TCell>
            <TCell align="end" fit>
              {act}
            </TCell>
          </TRow>
        ))}
      </TBody>
    </Table>
  );
}

function gatewayLines({ gateways }: Problems): Line[] {
  return gateways.map(({ id, name, problem, since }) => ({
    id,
    what: (
      <>
        <Link href={`/admin/gateways/${id}`} className="link">
          {name}
        </Link>{' '}
        (gateway)
      </>
    ),
    reason: problem,
    since,
  }));
}

function foundLines({ found }: Problems): Line[] {
  return found.map(({ credentialId, appId, appName, lastFour, since }) => ({
    id: `found-${credentialId}`,
    what: (
      <>
        Key …{lastFour} of{' '}
        <Link href={`/admin/apps/${appId}`} className="link">
          {appName}
        </Link>
      </>
    ),
    reason: 'Somebody found it in the open, and it still works. Its people are told.',
    since,
    act: (
      <Link href={`/admin/apps/${appId}`} className="link">
        Open the app
      </Link>
    ),
  }));
}

function untoldLines({ untold }: Problems): Line[] {
  return untold.map(({ requestId, appName, reason, since }) => ({
    id: requestId,
    what: (
      <>
        Request of{' '}
        <Link href={`/admin/requests/${requestId}`} className="link">
          {appName}
        </Link>
      </>
    ),
    reason: `The other system could not be told. ${reason}`,
    since,
    act: (
      <Link href="/admin/settings/third-party" className="link">
        Other system
      </Link>
    ),
  }));
}

function webhookLines({ webhooks }: Problems): Line[] {
  return webhooks.map(({ id, name, since }) => ({
    id,
    what: (
      <>
        <Link href={`/admin/webhooks/${id}`} className="link">
          {name}
        </Link>{' '}
        (webhook)
      </>
    ),
    reason: 'It is paused. What happens is kept for it, and sent when somebody resumes it.',
    since,
  }));
}

function keyLines({ keys }: Problems, { failedKeys }: WhatWaits, mayRetry: boolean): Line[] {
  const lines: Line[] = keys.map(({ credentialId, appId, appName, reason, since }) => ({
    id: credentialId,
    what: (
      <>
        Key of{' '}
        <Link href={`/admin/apps/${appId}`} className="link">
          {appName}
        </Link>
      </>
    ),
    reason,
    since,
    act: mayRetry && <RetryForm credentialId={credentialId} name={appName} />,
  }));
  if (failedKeys <= keys.length) return lines;
  const what = (
    <Link href="/admin/apps?show=problems" className="link">
      {failedKeys - keys.length} more keys
    </Link>
  );
  return [...lines, { id: 'more-keys', what, reason: 'The gateway refused them.', since: null }];
}

function otherLines({ mails }: Problems, { failedMails, deadJobs }: WhatWaits, mayRetry: boolean): Line[] {
  const more = failedMails - mails.length;
  return [
    ...mails.map(({ id, message, to, reason, since }) => ({
      id,
      what: `Mail “${message.replaceAll('-', ' ')}” to ${to || 'a person who is gone'}`,
      reason,
      since,
      act: mayRetry && to && <ResendForm mailId={id} address={to} />,
    })),
    more > 0 && {
      id: 'more-mails',
      what: (
        <Link href="/admin/emails/sent?state=failed" className="link">
          {more} more mails
        </Link>
      ),
      reason: 'They could not be sent.',
      since: null,
    },
    deadJobs > 0 && {
      id: 'dead-jobs',
      what: deadJobs === 1 ? '1 job was given up' : `${deadJobs} jobs were given up`,
      reason: 'They failed too often and are not tried again. The log of the worker says why.',
      since: null,
    },
  ].filter((line) => line !== false);
}
