import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { ActionForm } from '@/components/ui/action-form';
import { Card } from '@/components/ui/card';
import { PageHeader } from '@/components/ui/page-header';
import { SubmitButton } from '@/components/ui/submit-button';
import { can } from '@/core/policy';
import { requireAdmin } from '@/server/context';
import { createCatalogAction } from '../actions';
import { CatalogFields } from '../catalog-fields';

export const metadata: Metadata = { title: 'New catalog' };

export default async function NewCatalogPage() {
  const ctx = await requireAdmin('/admin/catalogs/new');
  if (!can(ctx.actor, 'offer.change')) notFound();
  return (
    <>
      <PageHeader
        crumbs={[{ href: '/admin/catalogs', label: 'Catalogs' }]}
        title="New catalog"
        description="You choose its products and plans on the next page, and its audience after that."
      />
      <Card className="mt-4 max-w-xl">
        <ActionForm action={createCatalogAction}>
          <CatalogFields />
          <SubmitButton className="justify-self-start">Create catalog</SubmitButton>
        </ActionForm>
      </Card>
    </>
  );
}
