import { ButtonLink } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { Field } from '@/components/ui/field';
import { Textarea } from '@/components/ui/textarea';
import type { Actor } from '@/core/identity/actor';
import type { UserDetail } from '@/core/members/get-user';
import { can } from '@/core/policy';
import { declineDeveloperAction } from '../../requests/inbox-actions';
import { deactivateDeveloperAction } from '../actions';
import { ActivateForm } from '../activate-form';
import { withdrawInvitationAction } from './actions';
import { InviteForm } from './small-forms';

/** What an admin may do with an account in the state that it is in. */
export function UserActs({ user, actor }: { user: UserDetail; actor: Actor }) {
  const { state, invitation } = user;
  const isToInvite = state === 'invited' || state === 'uninvited';
  const mayActivate = can(actor, 'user.activate') && (user.status === 'pending' || user.status === 'inactive');
  return (
    <>
      {can(actor, 'user.change') && <ButtonLink href={`/admin/users/${user.id}/edit`}>Edit</ButtonLink>}
      {mayActivate && user.status === 'pending' && <DeclineDialog user={user} />}
      {can(actor, 'user.deactivate') && !['inactive', 'pending'].includes(user.status) && (
        <DeactivateDialog user={user} />
      )}
      {invitation && can(actor, 'user.create') && (
        <ConfirmDialog
          trigger="Withdraw invitation"
          title={`Withdraw the invitation of ${user.name}?`}
          consequences={['The link in the mail stops working at once.', 'The account stays, and can be invited again.']}
          action={withdrawInvitationAction}
          hidden={{ invitationId: invitation.id }}
        />
      )}
      {isToInvite && can(actor, 'user.create') && <InviteForm userId={user.id} isAgain={state === 'invited'} />}
      {mayActivate && <ActivateForm userId={user.id} />}
    </>
  );
}

/** No to who waits to be let in, with a reason that they are told. */
function DeclineDialog({ user }: { user: UserDetail }) {
  return (
    <ConfirmDialog
      trigger="Decline"
      title={`Decline the registration of ${user.name}?`}
      consequences={['They cannot log in, and are told why by mail.', 'Activate developer lets them in later.']}
      action={declineDeveloperAction}
      hidden={{ userId: user.id }}
    >
      <Field name="reason" label="Reason" hint="The developer reads it.">
        <Textarea rows={3} maxLength={1000} />
      </Field>
    </ConfirmDialog>
  );
}

/** The same act in two words: who has not verified the address is rejected, everybody else deactivated. */
function DeactivateDialog({ user }: { user: UserDetail }) {
  const isNewcomer = user.state === 'unverified';
  const personal = user.apps.filter(({ visibility }) => visibility === 'personal');
  const keys = personal.reduce((sum, app) => sum + app.keys, 0);
  const sessions = user.sessions.length === 1 ? '1 session ends' : `${user.sessions.length} sessions end`;
  return (
    <ConfirmDialog
      trigger={isNewcomer ? 'Reject registration' : 'Deactivate developer'}
      title={isNewcomer ? `Reject the registration of ${user.name}?` : `Deactivate ${user.name}?`}
      consequences={[
        `Their account is deactivated: they cannot log in, and ${sessions} at once.`,
        'Their apps stay, and their keys go on working unless you suspend them here.',
        'They are told by mail.',
      ]}
      action={deactivateDeveloperAction}
      hidden={{ userId: user.id }}
    >
      {personal.length > 0 && (
        <Checkbox
          name="suspendPersonalKeys"
          label="Suspend the keys of their personal apps"
          hint={`${keys === 1 ? '1 key' : `${keys} keys`} of ${personal.length === 1 ? '1 personal app' : `${personal.length} personal apps`}. Activating the developer resumes them.`}
        />
      )}
    </ConfirmDialog>
  );
}
