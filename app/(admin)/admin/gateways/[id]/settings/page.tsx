import type { Metadata } from 'next';
import { Alert } from '@/components/ui/alert';
import { Card } from '@/components/ui/card';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { type GatewayDetail, getGateway } from '@/core/gateways/get-gateway';
import { needsInWords } from '@/core/gateways/what-needs';
import { requireAdmin } from '@/server/context';
import { orNotFound } from '@/server/or-not-found';
import { TimelineLink } from '../../../timeline-link';
import { removeGatewayAction } from '../../actions';
import { GatewayFrame } from '../gateway-frame';
import { ConnectionForm, SecretForm } from './settings-forms';

export const metadata: Metadata = { title: 'Settings of a gateway' };

export default async function GatewaySettingsPage({ params }: PageProps<'/admin/gateways/[id]/settings'>) {
  const { id } = await params;
  const ctx = await requireAdmin(`/admin/gateways/${id}/settings`);
  const gateway = await orNotFound(getGateway(ctx, { gatewayId: id }));
  return (
    <GatewayFrame gateway={gateway}>
      {!gateway.mayChange && <Alert>Your role reads gateways. Owners and admins change them.</Alert>}
      <div className="grid items-start gap-6 lg:grid-cols-[3fr_2fr]">
        <Card title="Connection">
          <ConnectionForm gateway={gateway} />
        </Card>
        <div className="grid gap-6">
          {gateway.mayChange && <Secret gateway={gateway} />}
          {gateway.mayChange && <Remove gateway={gateway} />}
          <Card title="History" description="Who added, changed, synchronized or repaired it, and when.">
            <TimelineLink kind="gateway" id={gateway.id} className="link" />
          </Card>
        </div>
      </div>
    </GatewayFrame>
  );
}

function Secret({ gateway }: { gateway: GatewayDetail }) {
  return (
    <Card title="Secret">
      {gateway.fromEnvironment ? (
        <p className="text-ink-muted">The environment sets it: change GATEWAY_SECRET and restart the portal.</p>
      ) : (
        <SecretForm gatewayId={gateway.id} />
      )}
    </Card>
  );
}

function Remove({ gateway }: { gateway: GatewayDetail }) {
  const needs = needsInWords(gateway.needs);
  return (
    <Card title="Remove gateway">
      {gateway.fromEnvironment ? (
        <p className="text-ink-muted">The environment names this gateway, so it would be back at the next start.</p>
      ) : needs ? (
        <p className="text-ink-muted">It is still needed by {needs}, so it cannot be removed.</p>
      ) : (
        <ConfirmDialog
          trigger="Remove gateway"
          title={`Remove ${gateway.name}?`}
          consequences={[
            'The portal forgets its APIs and policies, and its secret.',
            'Nothing is changed at the gateway itself. One key named portico-sentinel, which opens nothing, stays there.',
          ]}
          action={removeGatewayAction}
          hidden={{ gatewayId: gateway.id }}
        />
      )}
    </Card>
  );
}
