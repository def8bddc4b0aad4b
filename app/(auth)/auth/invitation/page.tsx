import type { Metadata } from 'next';
import { ButtonLink } from '@/components/ui/button';
import { Facts } from '@/components/ui/facts';
import { Time } from '@/components/ui/time';
import { getInvitation, type InvitationView } from '@/core/invitations/get-invitation';
import { getContext } from '@/server/context';
import { AuthPage } from '../../auth-page';
import { oneOf } from '../../one-of';
import { NextStep } from './steps';

export const metadata: Metadata = { title: 'Invitation', robots: { index: false } };

/** Only looks at the link: whatever opens it first, a mail scanner for instance, uses nothing up. */
export default async function InvitationPage({ searchParams }: PageProps<'/auth/invitation'>) {
  const query = await searchParams;
  if (oneOf(query.answer) === 'declined') return <Declined />;
  const token = oneOf(query.token);
  const ctx = await getContext();
  const invitation = await getInvitation(ctx, { token });
  if (invitation.state === 'gone') return <Gone />;
  if (invitation.state === 'accepted') return <Accepted organizationName={invitation.organizationName} />;
  return (
    <AuthPage
      wide={invitation.step === 'register'}
      title={titleOf(invitation)}
      description={<span className="[overflow-wrap:anywhere]">{sentenceOf(invitation)}</span>}
    >
      <div className="grid gap-6">
        <Facts
          facts={[
            { label: 'For', value: <span className="[overflow-wrap:anywhere]">{invitation.email}</span> },
            !invitation.isDefault && { label: 'Role', value: roleWords[invitation.role] },
            { label: 'Expires', value: <Time value={invitation.expiresAt} now={ctx.now()} format="moment" /> },
          ]}
        />
        <NextStep invitation={invitation} token={token} />
      </div>
    </AuthPage>
  );
}

type Open = Extract<InvitationView, { state: 'open' }>;

const roleWords = {
  super_admin: 'Super admin: also invites and removes people',
  team_member: 'Team member: works with apps and keys',
} as const;

function titleOf({ isDefault, organizationName }: Open): string {
  return isDefault ? 'You are invited' : `Join ${organizationName}`;
}

function sentenceOf({ isDefault, inviterName, organizationName }: Open): string {
  const inviter = inviterName ?? 'Somebody';
  return isDefault ? `${inviter} made an account for you.` : `${inviter} invites you to ${organizationName}.`;
}

function Gone() {
  return (
    <AuthPage title="This invitation does not work any more">
      <div className="grid gap-5">
        <p className="text-ink-muted">
          It was answered already, a newer one was sent, it expired, or it was withdrawn. If you have accepted it, log
          in. Otherwise look for a newer mail, or ask whoever invited you to send it again.
        </p>
        <ButtonLink href="/auth/login" variant="primary">
          Log in
        </ButtonLink>
      </div>
    </AuthPage>
  );
}

function Accepted({ organizationName }: { organizationName: string }) {
  return (
    <AuthPage title="You have accepted this invitation">
      <div className="grid gap-5">
        <p className="text-ink-muted">It made you a member of {organizationName}.</p>
        <ButtonLink href="/" variant="primary">
          Go on to the portal
        </ButtonLink>
      </div>
    </AuthPage>
  );
}

function Declined() {
  return (
    <AuthPage title="You declined the invitation">
      <div className="grid gap-5">
        <p className="text-ink-muted">Whoever invited you is told. Nothing else has changed.</p>
        <ButtonLink href="/">Go to the portal</ButtonLink>
      </div>
    </AuthPage>
  );
}
