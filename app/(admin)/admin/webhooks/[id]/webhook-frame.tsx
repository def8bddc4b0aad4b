import type { ReactNode } from 'react';
import { PageHeader } from '@/components/ui/page-header';
import { TabNav } from '@/components/ui/tab-nav';
import type { Webhook } from '@/core/webhooks/get-endpoint';
import { TimelineLink } from '../../timeline-link';
import { WebhookState } from '../webhook-state';
import { PauseForm, ResumeForm, TestForm } from './webhook-forms';

/** The head of every page of a webhook: how it stands, what can be done, and the way to the other page. */
export function WebhookFrame({
  webhook,
  mayManage,
  children,
}: {
  webhook: Webhook;
  mayManage: boolean;
  children: ReactNode;
}) {
  const base = `/admin/webhooks/${webhook.id}`;
  return (
    <>
      <PageHeader
        crumbs={[{ href: '/admin/webhooks', label: 'Webhooks' }]}
        title={webhook.name}
        badge={<WebhookState webhook={webhook} />}
        description={<span className="break-all">{webhook.url}</span>}
        actions={
          <>
            <TimelineLink kind="webhook" id={webhook.id} />
            {mayManage && <Acts webhook={webhook} />}
          </>
        }
      />
      <div className="mt-4 grid gap-5">
        <TabNav
          label="Webhook"
          tabs={[
            { href: base, label: 'Deliveries', exact: true },
            { href: `${base}/settings`, label: 'Settings' },
          ]}
        />
        {children}
      </div>
    </>
  );
}

function Acts({ webhook: { id, state } }: { webhook: Webhook }) {
  return (
    <>
      {state === 'active' && <PauseForm webhookId={id} />}
      {state === 'paused' && <ResumeForm webhookId={id} />}
      <TestForm webhookId={id} />
    </>
  );
}
