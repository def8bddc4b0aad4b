import type { Metadata } from 'next';
import { Alert } from '@/components/ui/alert';
import { Card } from '@/components/ui/card';
import { Time } from '@/components/ui/time';
import { can } from '@/core/policy';
import { webhookEventGroups } from '@/core/webhooks/events';
import { getWebhook, type Webhook } from '@/core/webhooks/get-endpoint';
import { requireAdmin } from '@/server/context';
import { orNotFound } from '@/server/or-not-found';
import { VerifyCard } from '../../verify-card';
import { DeleteDialog, RenewSecretForm } from '../webhook-forms';
import { WebhookFrame } from '../webhook-frame';
import { ChangeForm } from './change-form';

export const metadata: Metadata = { title: 'Webhook settings' };

export default async function WebhookSettingsPage({ params }: PageProps<'/admin/webhooks/[id]/settings'>) {
  const { id: webhookId } = await params;
  const ctx = await requireAdmin(`/admin/webhooks/${encodeURIComponent(webhookId)}/settings`);
  const webhook = await orNotFound(getWebhook(ctx, { webhookId }));
  const mayManage = can(ctx.actor, 'webhook.manage');
  const { id, name, url, events, reachesPrivate, version, state, pending } = webhook;
  return (
    <WebhookFrame webhook={webhook} mayManage={mayManage}>
      <div className="grid max-w-3xl gap-5">
        {!mayManage && <Alert>Your role reads webhooks. Owners and admins change them.</Alert>}
        <Card title="Webhook">
          <ChangeForm
            // What somebody else saved meanwhile starts with fields of its own.
            key={version}
            webhook={{ id, name, url, events, reachesPrivate, version, isActive: state !== 'off' }}
            groups={webhookEventGroups}
            mayManage={mayManage}
          />
        </Card>
        {mayManage && <Secret webhook={webhook} now={ctx.now()} />}
        <VerifyCard />
        {mayManage && (
          <Card title="Delete" description="To stop for a while only, pause it or switch it off.">
            <DeleteDialog webhookId={id} name={name} pending={pending} />
          </Card>
        )}
      </div>
    </WebhookFrame>
  );
}

function Secret({ webhook: { id, previousSecretUntil }, now }: { webhook: Webhook; now: Date }) {
  return (
    <Card
      title="Signing secret"
      description="A new one counts at once. For a day the old one signs, too: change the receiver meanwhile."
    >
      <div className="grid gap-4">
        {previousSecretUntil && (
          <p className="text-sm">
            Both secrets sign until <Time value={previousSecretUntil} now={now} format="moment" />.
          </p>
        )}
        <RenewSecretForm webhookId={id} />
      </div>
    </Card>
  );
}
