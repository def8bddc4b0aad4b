import type { Metadata } from 'next';
import { Alert } from '@/components/ui/alert';
import { PageHeader } from '@/components/ui/page-header';
import { can } from '@/core/policy';
import { webhookEventGroups } from '@/core/webhooks/events';
import { requireAdmin } from '@/server/context';
import { VerifyCard } from '../verify-card';
import { NewForm } from './new-form';

export const metadata: Metadata = { title: 'Add webhook' };

export default async function NewWebhookPage() {
  const ctx = await requireAdmin('/admin/webhooks/new');
  return (
    <>
      <PageHeader
        crumbs={[{ href: '/admin/webhooks', label: 'Webhooks' }]}
        title="Add webhook"
        description="From then on the address is told of each event that you choose. What happened before is not sent."
      />
      <div className="mt-4 grid max-w-3xl gap-5">
        {can(ctx.actor, 'webhook.manage') ? (
          <NewForm groups={webhookEventGroups} />
        ) : (
          <Alert>Your role reads webhooks. Owners and admins add them.</Alert>
        )}
        <VerifyCard />
      </div>
    </>
  );
}
