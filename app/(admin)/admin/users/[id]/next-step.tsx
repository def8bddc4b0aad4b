import { Alert } from '@/components/ui/alert';
import { Time } from '@/components/ui/time';
import type { UserDetail } from '@/core/members/get-user';

/** Who waits for whom, since when, and what happens next. Nothing where all is well. */
export function NextStep({ user, now }: { user: UserDetail; now: Date }) {
  const { state, invitation } = user;
  if (state === 'pending') {
    return (
      <Alert tone="warning" title="Waits for your decision">
        Registered <Time value={user.registeredAt} now={now} />, the address is verified. Activated, they are told by
        mail and can log in at once.
      </Alert>
    );
  }
  if (state === 'uninvited') {
    return (
      <Alert title="Not invited yet">
        An admin made this account without a password. It can be used once the person has accepted an invitation: send
        it with Send invite.
      </Alert>
    );
  }
  if (state === 'invited' && invitation) {
    return invitation.isExpired ? (
      <Alert tone="warning" title="The invitation has expired">
        It ended <Time value={invitation.expiresAt} now={now} />. Send it again, and the person gets a new link.
      </Alert>
    ) : (
      <Alert title="Waits for the person to accept">
        {invitation.sentAt ? (
          <>
            Invited <Time value={invitation.sentAt} now={now} />
          </>
        ) : (
          'The invitation is about to be sent'
        )}
        ; the link works until <Time value={invitation.expiresAt} now={now} format="moment" />.
      </Alert>
    );
  }
  if (state === 'unverified') {
    return (
      <Alert title="Waits for the address to be verified">
        Only the person can do that, by the link in the mail. They can ask for a new link at the log-in page.
      </Alert>
    );
  }
  if (state === 'inactive') {
    return (
      <Alert tone="danger" title="Deactivated">
        They cannot log in. Activate them to let them in again, with everything that they had.
      </Alert>
    );
  }
  if (user.organization.status !== 'active') {
    return (
      <Alert tone="warning" title={`${user.organization.name} is ${user.organization.status}`}>
        Its people cannot use the portal until it is active.
      </Alert>
    );
  }
  return null;
}
