import { UserRoundPlus, Users } from 'lucide-react';
import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { ButtonLink } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { EmptyState } from '@/components/ui/empty-state';
import { FilterBar } from '@/components/ui/filter-bar';
import { PageHeader } from '@/components/ui/page-header';
import { getInviting, type Inviting } from '@/core/invitations/get-inviting';
import { listInvitations } from '@/core/invitations/list-invitations';
import { listJoinRequests } from '@/core/join-requests/list-join-requests';
import { listMembers, MEMBERS_SHOWN } from '@/core/members/list-members';
import { can } from '@/core/policy';
import { requireDeveloper } from '@/server/context';
import { JoinRequests } from '../join-requests';
import { OrganizationTabs } from '../organization-tabs';
import { InvitationList } from './invitation-list';
import { InviteForm } from './invite-form';
import { MemberTable } from './member-table';

export const metadata: Metadata = { title: 'Users' };

export default async function UsersPage({ searchParams }: PageProps<'/organization/users'>) {
  const ctx = await requireDeveloper('/organization/users');
  const { organization } = ctx.actor;
  if (organization.isDefault) redirect('/organization');
  const { q } = await searchParams;
  const search = typeof q === 'string' ? q : '';
  const mayManage = can(ctx.actor, 'member.manage', { organizationId: organization.id });
  const { members, total, hidesAddresses } = await listMembers(ctx, { search });
  const invitations = mayManage ? await listInvitations(ctx) : [];
  const inviting = mayManage ? await getInviting(ctx) : null;
  const joinRequests = inviting && inviting.joinRequests > 0 ? await listJoinRequests(ctx) : [];
  const now = ctx.now();
  return (
    <>
      <PageHeader
        crumbs={[{ href: '/organization', label: organization.name }]}
        title="Users"
        description={
          mayManage
            ? 'Whom you work with, whom you have invited, and what each may do.'
            : 'Whom you work with. A super admin invites people and changes roles.'
        }
        actions={inviting && <InviteActions inviting={inviting} />}
      />
      <div className="mt-6 grid gap-6">
        <OrganizationTabs />
        <JoinRequests requests={joinRequests} now={now} />
        <InvitationList invitations={invitations} now={now} />
        <div className="grid gap-4">
          <FilterBar
            action="/organization/users"
            search={{ label: 'Find a member', placeholder: 'Name or address', value: search }}
            resetHref={search === '' ? undefined : '/organization/users'}
          />
          {members.length > 0 ? (
            <MemberTable members={members} now={now} mayManage={mayManage} hidesAddresses={hidesAddresses} />
          ) : (
            <EmptyState
              icon={<Users />}
              title="Nobody is found"
              description="Try another name, or a part of it."
              action={<ButtonLink href="/organization/users">Show everybody</ButtonLink>}
            />
          )}
          {total > MEMBERS_SHOWN && (
            <p className="text-ink-muted text-sm">
              {MEMBERS_SHOWN} of {total} members. Search to find the others.
            </p>
          )}
        </div>
      </div>
    </>
  );
}

function InviteActions({ inviting: { organizationId, teams } }: { inviting: Inviting }) {
  return (
    <>
      <ButtonLink href="/organization/users/invite">Invite several</ButtonLink>
      <Dialog
        trigger="Invite teammate"
        triggerVariant="primary"
        triggerIcon={<UserRoundPlus aria-hidden="true" className="size-4" />}
        title="Invite a teammate"
        description="They get a mail with a link. You can withdraw the invitation until they have accepted."
        wide
      >
        <InviteForm organizationId={organizationId} teams={teams} />
      </Dialog>
    </>
  );
}
