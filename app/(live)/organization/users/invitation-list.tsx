import { ActionForm } from '@/components/ui/action-form';
import { StatusBadge } from '@/components/ui/badge';
import { Card } from '@/components/ui/card';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { SubmitButton } from '@/components/ui/submit-button';
import { Time } from '@/components/ui/time';
import type { InvitationLine } from '@/core/invitations/list-invitations';
import { resendInvitationAction, withdrawInvitationAction } from './actions';
import { roleName } from './role-name';

/** Invitations that wait for their answer: since when, by whom, until when, and whether the mail got through. */
export function InvitationList({ invitations, now }: { invitations: readonly InvitationLine[]; now: Date }) {
  if (invitations.length === 0) return null;
  return (
    <Card
      id="invitations"
      title="Invitations"
      description="They wait for an answer. The link in the mail is only for the person invited; nobody else can see it."
      padded={false}
    >
      <ul className="mt-4 divide-y divide-line border-line border-t">
        {invitations.map((invitation) => (
          <Invitation key={invitation.id} invitation={invitation} now={now} />
        ))}
      </ul>
    </Card>
  );
}

function Invitation({ invitation, now }: { invitation: InvitationLine; now: Date }) {
  const { id, name, email, role, teamNames, inviterName, sentAt, expiresAt, isExpired } = invitation;
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 px-(--card-padding) py-4">
      <div className="grid min-w-0 gap-1">
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <span className="font-medium [overflow-wrap:anywhere]">{name || email}</span>
          <MailBadge invitation={invitation} />
        </p>
        <p className="text-ink-muted text-sm [overflow-wrap:anywhere]">
          {name && `${email}, `}
          {roleName(role).toLowerCase()}
          {teamNames && `, ${teamNames}`}
        </p>
        <p className="text-ink-muted text-sm">
          {sentAt && (
            <>
              Sent <Time value={sentAt} now={now} />
            </>
          )}
          {inviterName && ` by ${inviterName}`}, {isExpired ? 'expired' : 'expires'}{' '}
          <Time value={expiresAt} now={now} format="day" />
        </p>
      </div>
      <div className="flex flex-wrap gap-2">
        <ActionForm action={resendInvitationAction} hidden={{ invitationId: id }}>
          <SubmitButton variant="secondary" size="sm">
            Re-send <span className="sr-only">to {email}</span>
          </SubmitButton>
        </ActionForm>
        <ConfirmDialog
          trigger="Withdraw"
          triggerVariant="danger-quiet"
          triggerSize="sm"
          title={`Withdraw the invitation of ${name || email}?`}
          consequences={['The link in the mail stops working at once.', 'You can invite the same person again.']}
          confirmLabel="Withdraw invitation"
          action={withdrawInvitationAction}
          hidden={{ invitationId: id }}
        />
      </div>
    </li>
  );
}

function MailBadge({ invitation: { isExpired, mail } }: { invitation: InvitationLine }) {
  if (mail === 'failed') return <StatusBadge tone="danger">Mail refused</StatusBadge>;
  if (isExpired) return <StatusBadge tone="warning">Expired</StatusBadge>;
  if (mail === 'queued') return <StatusBadge tone="info">Mail on its way</StatusBadge>;
  return <StatusBadge tone="neutral">Waits for an answer</StatusBadge>;
}
