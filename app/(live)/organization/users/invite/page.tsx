import type { Metadata } from 'next';
import { Card } from '@/components/ui/card';
import { PageHeader } from '@/components/ui/page-header';
import { getInviting } from '@/core/invitations/get-inviting';
import { requireDeveloper } from '@/server/context';
import { orNotFound } from '@/server/or-not-found';
import { InviteManyForm } from './invite-many-form';

export const metadata: Metadata = { title: 'Invite several people' };

export default async function InviteManyPage() {
  const ctx = await requireDeveloper('/organization/users/invite');
  const { organizationId, teams } = await orNotFound(getInviting(ctx));
  return (
    <>
      <PageHeader
        crumbs={[
          { href: '/organization', label: ctx.actor.organization.name },
          { href: '/organization/users', label: 'Users' },
        ]}
        title="Invite several people"
        description="Each gets a mail of their own, with the same role and teams."
      />
      <div className="mt-6 max-w-3xl">
        <Card>
          <InviteManyForm organizationId={organizationId} teams={teams} />
        </Card>
      </div>
    </>
  );
}
