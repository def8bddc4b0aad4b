import type { Metadata } from 'next';
import { notFound, redirect } from 'next/navigation';
import { Alert } from '@/components/ui/alert';
import { ButtonLink } from '@/components/ui/button';
import { PageHeader } from '@/components/ui/page-header';
import { getLeavingEffects } from '@/core/members/get-leaving-effects';
import { can } from '@/core/policy';
import { requireDeveloper } from '@/server/context';
import { orNotFound } from '@/server/or-not-found';
import { RemoveForm } from './remove-form';

export const metadata: Metadata = { title: 'Remove from the organization' };

export default async function RemoveMemberPage({ params }: PageProps<'/organization/users/[id]/remove'>) {
  const { id } = await params;
  const ctx = await requireDeveloper(`/organization/users/${id}/remove`);
  const { organization } = ctx.actor;
  if (!can(ctx.actor, 'member.manage', { organizationId: organization.id })) notFound();
  if (id === ctx.actor.userId) redirect('/organization/leave');
  const effects = await orNotFound(getLeavingEffects(ctx, { userId: id }));
  const { person } = effects;
  return (
    <>
      <PageHeader
        crumbs={[
          { href: '/organization', label: organization.name },
          { href: '/organization/users', label: 'Users' },
        ]}
        title={`Remove ${person.name}?`}
        description="Decide what becomes of what they leave. Everything happens in one go when you press the button below."
      />
      <div className="mt-6 grid max-w-3xl gap-6">
        {effects.isLastSuperAdmin ? (
          <Alert
            tone="warning"
            title={`${person.name} is the only super admin`}
            actions={<ButtonLink href="/organization/users">Back to the users</ButtonLink>}
          >
            Make somebody else super admin first.
          </Alert>
        ) : (
          <RemoveForm effects={effects} removerId={ctx.actor.userId} />
        )}
      </div>
    </>
  );
}
