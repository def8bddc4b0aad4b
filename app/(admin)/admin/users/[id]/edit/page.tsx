import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { Card } from '@/components/ui/card';
import { PageHeader } from '@/components/ui/page-header';
import { getUser } from '@/core/members/get-user';
import { listAskedFields } from '@/core/members/list-asked-fields';
import { listUserChoices } from '@/core/members/list-user-choices';
import { can } from '@/core/policy';
import { requireAdmin } from '@/server/context';
import { orNotFound } from '@/server/or-not-found';
import { EditUserForm } from './edit-user-form';

export const metadata: Metadata = { title: 'Edit user' };

export default async function EditUserPage({ params }: PageProps<'/admin/users/[id]/edit'>) {
  const { id } = await params;
  const ctx = await requireAdmin(`/admin/users/${id}/edit`);
  if (!can(ctx.actor, 'user.change')) notFound();
  const user = await orNotFound(getUser(ctx, id));
  const { teams } = await listUserChoices(ctx, { organizationId: user.organization.id });
  const fields = await listAskedFields(ctx);
  return (
    <>
      <PageHeader
        title={`Edit ${user.name}`}
        crumbs={[
          { label: 'Users', href: '/admin/users' },
          { label: user.name, href: `/admin/users/${user.id}` },
        ]}
      />
      <Card className="mt-4">
        {/* Another version is another form: what was typed into the old one would be refused. */}
        <EditUserForm key={user.version} user={user} teams={teams} fields={fields} />
      </Card>
    </>
  );
}
