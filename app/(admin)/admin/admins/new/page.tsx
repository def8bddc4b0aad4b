import type { Metadata } from 'next';
import { Alert } from '@/components/ui/alert';
import { PageHeader } from '@/components/ui/page-header';
import { listDecidableProducts } from '@/core/admins/list-decidable-products';
import { can } from '@/core/policy';
import { requireAdmin } from '@/server/context';
import { AddForm } from './add-form';

export const metadata: Metadata = { title: 'New admin' };

export default async function NewAdminPage() {
  const ctx = await requireAdmin('/admin/admins/new');
  const products = await listDecidableProducts(ctx);
  return (
    <>
      <PageHeader crumbs={[{ href: '/admin/admins', label: 'Admins' }]} title="New admin" />
      <div className="mt-4 max-w-2xl">
        {can(ctx.actor, 'admin.manage') ? (
          <AddForm products={products} />
        ) : (
          <Alert>Your role sees who the admins are. Owners add them.</Alert>
        )}
      </div>
    </>
  );
}
