import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { Alert } from '@/components/ui/alert';
import { PageHeader } from '@/components/ui/page-header';
import { needsProof } from '@/core/identity/needs-proof';
import { can } from '@/core/policy';
import { webhookEventGroups } from '@/core/webhooks/events';
import { requireAdmin } from '@/server/context';
import { VerifyCard } from '../verify-card';
import { NewForm } from './new-form';

export const metadata: Metadata = { title: 'Add webhook' };

const PATH = '/admin/webhooks/new';

export default async function NewWebhookPage() {
  const ctx = await requireAdmin(PATH);
  const mayManage = can(ctx.actor, 'webhook.manage');
  // Asked before the form is filled in: afterwards what was typed would be gone.
  if (mayManage && (await needsProof(ctx))) redirect(`/auth/prove?next=${PATH}`);
  return (
    <>
      <PageHeader
        crumbs={[{ href: '/admin/webhooks', label: 'Webhooks' }]}
        title="Add webhook"
        description="From then on the address is told of each event that you choose. What happened before is not sent."
      />
      <div className="mt-4 grid max-w-3xl gap-5">
        {mayManage ? (
          <NewForm groups={webhookEventGroups} />
        ) : (
          <Alert>Your role reads webhooks. Owners and admins add them.</Alert>
        )}
        <VerifyCard />
      </div>
    </>
  );
}
