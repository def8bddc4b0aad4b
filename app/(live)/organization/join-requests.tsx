import { Avatar } from '@/components/ui/avatar';
import { Card } from '@/components/ui/card';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { Time } from '@/components/ui/time';
import type { JoinRequestLine } from '@/core/join-requests/list-join-requests';
import { acceptJoinRequestAction, declineJoinRequestAction } from './actions';

/** People of the organization's domain who ask to be let in, for its super admins. Nothing when nobody does. */
export function JoinRequests({ requests, now }: { requests: readonly JoinRequestLine[]; now: Date }) {
  if (requests.length === 0) return null;
  return (
    <Card
      id="join-requests"
      title={requests.length === 1 ? 'Somebody asks to join' : `${requests.length} people ask to join`}
      description="With a verified address that has a domain of your organization. Its super admins alone decide."
      padded={false}
    >
      <ul className="mt-4 divide-y divide-line border-line border-t">
        {requests.map((request) => (
          <JoinRequest key={request.id} request={request} now={now} />
        ))}
      </ul>
    </Card>
  );
}

function JoinRequest({ request, now }: { request: JoinRequestLine; now: Date }) {
  const { id, name, email, apps } = request;
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 px-(--card-padding) py-4">
      <div className="flex min-w-0 items-center gap-3">
        <Avatar name={name} />
        <div className="grid min-w-0 gap-0.5">
          <span className="font-medium">{name}</span>
          <span className="text-ink-muted text-sm [overflow-wrap:anywhere]">
            {email}, asked <Time value={request.createdAt} now={now} />
          </span>
        </div>
      </div>
      <div className="flex flex-wrap gap-2">
        <ConfirmDialog
          trigger="Let in"
          triggerVariant="primary"
          triggerSize="sm"
          title={`Let ${name} in?`}
          consequences={[
            'They become a team member, in the default team.',
            'They see your colleagues, the catalogs of your organization, and the apps that are shared in it.',
            apps === 0
              ? 'They have no apps to bring along.'
              : `They bring ${apps === 1 ? 'one app' : `${apps} apps`} along, for themselves until they share.`,
          ]}
          confirmVariant="primary"
          action={acceptJoinRequestAction}
          hidden={{ joinRequestId: id }}
        />
        <ConfirmDialog
          trigger="Decline"
          triggerVariant="secondary"
          triggerSize="sm"
          title={`Decline the request of ${name}?`}
          consequences={['They stay where they are, and get a mail that says so.', 'They can ask again.']}
          action={declineJoinRequestAction}
          hidden={{ joinRequestId: id }}
        />
      </div>
    </li>
  );
}
