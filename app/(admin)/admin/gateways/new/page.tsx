import type { Metadata } from 'next';
import { Alert } from '@/components/ui/alert';
import { PageHeader } from '@/components/ui/page-header';
import { can } from '@/core/policy';
import { requireAdmin } from '@/server/context';
import { AddForm } from './add-form';

export const metadata: Metadata = { title: 'Add gateway' };

export default async function NewGatewayPage() {
  const ctx = await requireAdmin('/admin/gateways/new');
  return (
    <>
      <PageHeader
        crumbs={[{ href: '/admin/gateways', label: 'Gateways' }]}
        title="Add gateway"
        description="The portal connects at once and reads the gateway’s APIs and policies. Nothing is changed there."
      />
      <div className="mt-4 max-w-xl">
        {can(ctx.actor, 'gateway.change') ? (
          <AddForm />
        ) : (
          <Alert>Your role reads gateways. Owners and admins add them.</Alert>
        )}
      </div>
    </>
  );
}
