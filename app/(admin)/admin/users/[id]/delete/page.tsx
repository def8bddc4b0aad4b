import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { Card } from '@/components/ui/card';
import { PageHeader } from '@/components/ui/page-header';
import { getLeavingEffects } from '@/core/members/get-leaving-effects';
import { can } from '@/core/policy';
import { requireAdmin } from '@/server/context';
import { orNotFound } from '@/server/or-not-found';
import { LeavingEffectsList } from '../leaving-effects';
import { DeleteForm } from './delete-form';

export const metadata: Metadata = { title: 'Delete user' };

export default async function DeleteUserPage({ params }: PageProps<'/admin/users/[id]/delete'>) {
  const { id } = await params;
  const ctx = await requireAdmin(`/admin/users/${id}/delete`);
  if (!can(ctx.actor, 'user.delete')) notFound();
  const effects = await orNotFound(getLeavingEffects(ctx, { userId: id }));
  const { person } = effects;
  return (
    <>
      <PageHeader
        title={`Delete ${person.name}`}
        description={<span className="[overflow-wrap:anywhere]">{person.email}</span>}
        crumbs={[
          { label: 'Users', href: '/admin/users' },
          { label: person.name, href: `/admin/users/${person.id}` },
        ]}
      />
      <div className="mt-4 grid max-w-2xl gap-4">
        <Card title="What happens">
          <ul className="mb-4 grid list-disc gap-1 pl-5 text-ink-muted">
            <li>
              The account is deleted for good, with its name, address, password and answers. They are told by mail.
            </li>
            <li>Every session ends at once.</li>
            <li>
              Keys that end are withdrawn from the gateway. If the gateway cannot be reached, the portal goes on trying,
              and the home page of the admins says so until it is done.
            </li>
          </ul>
          <LeavingEffectsList effects={effects} />
        </Card>
        <Card>
          <DeleteForm effects={effects} />
        </Card>
      </div>
    </>
  );
}
