import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { Card } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import { getApp } from '@/core/apps/get-app';
import { listImportChoices } from '@/core/credentials/list-import-choices';
import { can } from '@/core/policy';
import { requireAdmin } from '@/server/context';
import { orNotFound } from '@/server/or-not-found';
import { AttachForm } from './attach-form';

export const metadata: Metadata = { title: 'Attach a key' };

export default async function AttachKeyPage({ params }: PageProps<'/admin/apps/[id]/attach'>) {
  const { id } = await params;
  const ctx = await requireAdmin(`/admin/apps/${id}/attach`);
  if (!can(ctx.actor, 'credential.import')) notFound();
  const app = await orNotFound(getApp(ctx, { appId: id }));
  if (app.deletedAt) notFound();
  const choices = await listImportChoices(ctx);
  const canChoose = choices.plans.length > 0 && choices.products.length > 0;
  return (
    <>
      <PageHeader
        crumbs={[
          { href: '/admin/apps', label: 'Apps' },
          { href: `/admin/apps/${app.id}`, label: app.name },
        ]}
        title="Attach a key"
        description="A key that works at the gateway already becomes a key of this app, without its users noticing."
      />
      <div className="mt-4 grid max-w-3xl gap-4">
        {canChoose ? (
          <Card>
            <AttachForm appId={app.id} choices={choices} />
          </Card>
        ) : (
          <EmptyState
            title="Nothing to attach it to"
            description="A key needs a plan and a product that a gateway serves. Publish those first."
          />
        )}
      </div>
    </>
  );
}
