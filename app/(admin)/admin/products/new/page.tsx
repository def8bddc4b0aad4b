import type { Metadata } from 'next';
import { z } from 'zod';
import { Alert } from '@/components/ui/alert';
import { PageHeader } from '@/components/ui/page-header';
import { can } from '@/core/policy';
import { getPolicyProposal } from '@/core/products/get-policy-proposal';
import { listAccessChoices } from '@/core/products/list-access-choices';
import { requireAdmin } from '@/server/context';
import { NewProductForm } from './new-product-form';

export const metadata: Metadata = { title: 'New product' };

const query = z.object({ policy: z.string().max(100).catch('') });

export default async function NewProductPage({ searchParams }: PageProps<'/admin/products/new'>) {
  const ctx = await requireAdmin('/admin/products/new');
  const { policy } = query.parse(await searchParams);
  const proposal = await getPolicyProposal(ctx, { policyId: policy });
  const { gateways, policies } = await listAccessChoices(ctx);
  return (
    <>
      <PageHeader
        crumbs={[{ href: '/admin/products', label: 'Products' }]}
        title="New product"
        description="It starts as a draft, which only admins see, until you publish it."
      />
      <div className="mt-4 grid max-w-2xl gap-5">
        {proposal && (
          <Alert title={`From ${proposal.name} of ${proposal.gatewayName}`}>
            {proposal.apis.length === 0
              ? 'The portal does not know which APIs this policy opens: add them afterwards.'
              : `The product gets its APIs: ${proposal.apis.join(', ')}.`}
          </Alert>
        )}
        {can(ctx.actor, 'offer.change') ? (
          <NewProductForm
            gateways={gateways}
            policies={policies.map(({ id, gatewayName, name, policyId, opens }) => ({
              ...{ id, gatewayName, name, policyId, opens },
            }))}
            proposal={proposal && { id: proposal.id, name: proposal.name }}
          />
        ) : (
          <Alert>Your role reads the offer. Owners and admins change it.</Alert>
        )}
      </div>
    </>
  );
}
