import { Facts } from '@/components/ui/facts';
import { Time } from '@/components/ui/time';
import { getUser, type UserDetail } from '@/core/members/get-user';
import { can } from '@/core/policy';
import { ActivateForm } from '../users/activate-form';
import { UserStatusBadge } from '../users/user-status';
import { DeclineForm } from './decline-form';
import { findOrNull } from './find-or-null';
import { declineDeveloperAction } from './inbox-actions';
import { PanelFrame, PanelPart, type PanelProps } from './panel-frame';

/** Everything to decide a registration by. */
export async function DeveloperPanel({ ctx, id, closeHref, tools }: PanelProps) {
  const user = await findOrNull(getUser(ctx, id));
  if (!user) return null;
  const now = ctx.now();
  const waits = user.status === 'pending';
  return (
    <PanelFrame
      matter={{ kind: 'developer', id }}
      title={user.name}
      since={user.registeredAt}
      now={now}
      lateAfterDays={tools.lateAfterDays}
      state={waits ? null : <UserStatusBadge status={user.state} />}
      closeHref={closeHref}
    >
      {waits && can(ctx.actor, 'user.activate', { userId: id }) && (
        <div className="grid gap-4">
          <ActivateForm userId={id} />
          <DeclineForm action={declineDeveloperAction} hidden={{ userId: id }} reasons={tools.reasons} />
        </div>
      )}
      <PanelPart title="Who it is">
        <Facts facts={factsOf(user, now)} />
      </PanelPart>
      {user.signUpAnswers.length > 0 && (
        <PanelPart title="What was answered">
          <Facts facts={user.signUpAnswers.map(({ label, value }) => ({ label, value }))} />
        </PanelPart>
      )}
    </PanelFrame>
  );
}

function factsOf({ email, verifiedAt, organization, registeredAt, termsAcceptedAt }: UserDetail, now: Date) {
  return [
    { label: 'Email', value: <span className="break-all">{email}</span> },
    { label: 'Address', value: verifiedAt ? 'Verified' : 'Not verified' },
    { label: 'Registered', value: <Time value={registeredAt} now={now} /> },
    { label: 'Organization', value: organization.isDefault ? 'None yet' : organization.name },
    termsAcceptedAt !== null && { label: 'Terms', value: <Time value={termsAcceptedAt} now={now} format="day" /> },
  ];
}
