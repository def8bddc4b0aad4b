import { Alert } from '@/components/ui/alert';
import { Time } from '@/components/ui/time';
import type { UserDetail } from '@/core/members/get-user';

/** What whoever looks may do about it: nobody is asked for what would be refused. */
type May = { activate: boolean; invite: boolean };

/** Who waits for whom, since when, and what happens next. Nothing where all is well. */
export function NextStep({ user, may, now }: { user: UserDetail; may: May; now: Date }) {
  const { state, invitation } = user;
  if (state === 'pending') {
    return (
      <Alert tone="warning" title={may.activate ? 'Waits for your decision' : 'Waits for a decision'}>
        Registered <Time value={user.registeredAt} now={now} />, the address is verified. Activated, they are told by
        mail and can log in at once.
      </Alert>
    );
  }
  if (state === 'uninvited') return <Uninvited mayInvite={may.invite} />;
  if (state === 'invited' && invitation) return <Invited invitation={invitation} mayInvite={may.invite} now={now} />;
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
        They cannot log in. {may.activate && 'Activate them to let them in again, with everything that they had.'}
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

function Uninvited({ mayInvite }: { mayInvite: boolean }) {
  return (
    <Alert title="Not invited yet">
      An admin made this account without a password. It can be used once the person has accepted an invitation
      {mayInvite ? ': send it with Send invite.' : '. Owners and admins send it.'}
    </Alert>
  );
}

type Invitation = NonNullable<UserDetail['invitation']>;

function Invited({ invitation, mayInvite, now }: { invitation: Invitation; mayInvite: boolean; now: Date }) {
  if (invitation.isExpired) {
    return (
      <Alert tone="warning" title="The invitation has expired">
        It ended <Time value={invitation.expiresAt} now={now} />.{' '}
        {mayInvite
          ? 'Send it again, and the person gets a new link.'
          : 'Owners and admins can send it again; then the person gets a new link.'}
      </Alert>
    );
  }
  return (
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
