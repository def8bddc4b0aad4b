import { Card } from '@/components/ui/card';
import { Time } from '@/components/ui/time';
import { Timeline } from '@/components/ui/timeline';
import type { HistoryLine, ToldEvent } from '@/core/access-requests/list-request-history';

const WORDS: Record<ToldEvent, string> = {
  'access_request.submitted': 'Requested',
  'access_request.submitted_for': 'Requested in a developer’s name',
  'access_request.information_asked': 'A question was asked',
  'access_request.information_given': 'A message was sent',
  'access_request.nudged': 'Those who decide were reminded',
  'access_request.handed_to_admins': 'Handed to the portal’s admins',
  'access_request.approved': 'Approved',
  'access_request.declined': 'Declined',
  'access_request.cancelled': 'Cancelled',
  'access_request.withdrawn': 'The approval ended',
  'access_request.fulfilled': 'Fulfilled',
  'access_request.link_sent_again': 'The confirmation link was sent again',
  'access_request.claim_reminded': 'A mail said that the approval will end',
  'credential.claimed': 'The key was generated',
  'credential.activated': 'The key works',
  'credential.failed': 'The gateway refused the key',
  'credential.regenerated': 'The key was replaced by a new one',
  'credential.imported': 'The provider attached a key that existed already',
  'credential.terms_changed': 'The key got another plan or other products',
  'credential.revoked': 'The key was revoked',
};

/** What happened to the request and its key, oldest first. */
export function History({ lines, now }: { lines: readonly HistoryLine[]; now: Date }) {
  if (lines.length === 0) return null;
  return (
    <Card title="History">
      <Timeline
        label="History"
        entries={lines.map(({ id, event, at, by, isProvider }) => ({
          id,
          title: WORDS[event],
          time: <Time value={at} now={now} />,
          children: by ?? (isProvider ? 'The provider' : event === 'access_request.approved' && 'Automatically'),
        }))}
      />
    </Card>
  );
}
