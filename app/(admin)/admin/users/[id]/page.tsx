import type { Metadata } from 'next';
import { Card } from '@/components/ui/card';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { Facts } from '@/components/ui/facts';
import { PageHeader } from '@/components/ui/page-header';
import { Time } from '@/components/ui/time';
import { getUser, type UserDetail } from '@/core/members/get-user';
import { can } from '@/core/policy';
import { requireAdmin } from '@/server/context';
import { orNotFound } from '@/server/or-not-found';
import { deactivateDeveloperAction } from '../actions';
import { ActivateForm } from '../activate-form';
import { UserStatusBadge } from '../user-status';

export const metadata: Metadata = { title: 'User' };

export default async function UserPage({ params }: PageProps<'/admin/users/[id]'>) {
  const { id } = await params;
  const ctx = await requireAdmin(`/admin/users/${id}`);
  const user = await orNotFound(getUser(ctx, id));
  const name = `${user.firstName} ${user.lastName}`;
  const mayActivate = can(ctx.actor, 'user.activate') && (user.status === 'pending' || user.status === 'inactive');
  const mayDeactivate = can(ctx.actor, 'user.deactivate') && user.status !== 'inactive';
  return (
    <>
      <PageHeader
        title={name}
        badge={<UserStatusBadge status={user.status} />}
        description={<span className="[overflow-wrap:anywhere]">{user.email}</span>}
        crumbs={[{ label: 'Users', href: '/admin/users' }]}
        actions={
          <>
            {mayActivate && <ActivateForm userId={user.id} />}
            {mayDeactivate && <DeactivateDialog user={user} name={name} />}
          </>
        }
      />
      <div className="mt-4 grid gap-4 lg:grid-cols-2">
        <Card title="Account">
          <AccountFacts user={user} now={ctx.now()} />
        </Card>
        <Card title="Sign-up answers">
          {user.signUpAnswers.length > 0 ? (
            <Facts facts={user.signUpAnswers} />
          ) : (
            <p className="text-ink-muted">Nothing was asked, or nothing answered.</p>
          )}
        </Card>
      </div>
    </>
  );
}

/** The same act in two words: whoever was never let in is rejected, everybody else deactivated. */
function DeactivateDialog({ user, name }: { user: UserDetail; name: string }) {
  const wasLetIn = user.status === 'active';
  return (
    <ConfirmDialog
      trigger={wasLetIn ? 'Deactivate developer' : 'Reject registration'}
      title={wasLetIn ? `Deactivate ${name}?` : `Reject the registration of ${name}?`}
      consequences={consequencesFor(user)}
      action={deactivateDeveloperAction}
      hidden={{ userId: user.id }}
    />
  );
}

function consequencesFor(user: UserDetail): string[] {
  const sessions = user.openSessions === 1 ? '1 session ends' : `${user.openSessions} sessions end`;
  return [
    `Their account is deactivated: they cannot log in, and ${sessions} at once.`,
    'Their apps and keys stay as they are.',
    'They are told by mail.',
  ];
}

function AccountFacts({ user, now }: { user: UserDetail; now: Date }) {
  const moment = (at: Date | null, otherwise: string) => (at ? <Time value={at} now={now} /> : otherwise);
  return (
    <Facts
      facts={[
        { label: 'Organization', value: user.organization.name },
        { label: 'Role', value: user.role === 'super_admin' ? 'Super admin' : 'Team member' },
        { label: 'Teams', value: user.teamNames.join(', ') || 'None' },
        { label: 'Registered', value: moment(user.registeredAt, '') },
        { label: 'Address verified', value: moment(user.verifiedAt, 'Not yet') },
        { label: 'Last seen', value: moment(user.lastSeenAt, 'Never') },
        { label: 'Open sessions', value: String(user.openSessions) },
        user.termsAcceptedAt && { label: 'Terms accepted', value: moment(user.termsAcceptedAt, '') },
        user.signsInElsewhere && { label: 'Single sign-on', value: 'Linked' },
      ]}
    />
  );
}
