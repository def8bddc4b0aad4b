import type { Metadata } from 'next';
import { Alert } from '@/components/ui/alert';
import { PageHeader } from '@/components/ui/page-header';
import { listJoinableTeams } from '@/core/invite-codes/list-joinable-teams';
import { can } from '@/core/policy';
import { requireAdmin } from '@/server/context';
import { IssueForm } from './issue-form';

export const metadata: Metadata = { title: 'New invite code' };

export default async function NewInviteCodePage() {
  const ctx = await requireAdmin('/admin/invite-codes/new');
  const teams = await listJoinableTeams(ctx);
  return (
    <>
      <PageHeader
        crumbs={[{ href: '/admin/invite-codes', label: 'Invite codes' }]}
        title="New invite code"
        description="People who register with it are approved already and land in the team that you choose."
      />
      <div className="mt-4 max-w-xl">
        {can(ctx.actor, 'inviteCode.manage') ? (
          <IssueForm teams={teams} />
        ) : (
          <Alert>Your role reads invite codes. Owners and admins make them.</Alert>
        )}
      </div>
    </>
  );
}
