import { Webhook as WebhookIcon } from 'lucide-react';
import type { Metadata } from 'next';
import { ButtonLink } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import { can } from '@/core/policy';
import { listWebhooks } from '@/core/webhooks/list-endpoints';
import { requireAdmin } from '@/server/context';
import { WebhooksTable } from './webhooks-table';

export const metadata: Metadata = { title: 'Webhooks' };

const PATH = '/admin/webhooks';

export default async function WebhooksPage() {
  const ctx = await requireAdmin(PATH);
  const webhooks = await listWebhooks(ctx);
  const add = can(ctx.actor, 'webhook.manage') && (
    <ButtonLink href={`${PATH}/new`} variant="primary">
      Add webhook
    </ButtonLink>
  );
  return (
    <>
      <PageHeader
        title="Webhooks"
        description="Programs that are told what happens in the portal, by signed messages."
        actions={add}
      />
      <div className="mt-4">
        {webhooks.length > 0 ? (
          <WebhooksTable webhooks={webhooks} now={ctx.now()} />
        ) : (
          <EmptyState
            icon={<WebhookIcon aria-hidden="true" />}
            title="No webhook yet"
            description="Add one where a CRM, a chat or a billing system shall hear of new developers, requests and keys."
            action={add}
          />
        )}
      </div>
    </>
  );
}
