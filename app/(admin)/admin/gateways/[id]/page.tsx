import type { Metadata } from 'next';
import { Alert } from '@/components/ui/alert';
import { ButtonLink } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { Facts } from '@/components/ui/facts';
import { Time } from '@/components/ui/time';
import { type GatewayDetail, getGateway } from '@/core/gateways/get-gateway';
import { listProposals } from '@/core/gateways/list-proposals';
import { can } from '@/core/policy';
import { requireAdmin } from '@/server/context';
import { orNotFound } from '@/server/or-not-found';
import { DriftCard } from './drift-card';
import { TestForm } from './gateway-forms';
import { GatewayFrame } from './gateway-frame';
import { Progress } from './progress';
import { Proposals } from './proposals';
import { SyncReport } from './sync-report';

export const metadata: Metadata = { title: 'Gateway' };

export default async function GatewayPage({ params }: PageProps<'/admin/gateways/[id]'>) {
  const { id } = await params;
  const ctx = await requireAdmin(`/admin/gateways/${id}`);
  const gateway = await orNotFound(getGateway(ctx, { gatewayId: id }));
  const proposals = await listProposals(ctx, { gatewayId: gateway.id });
  const now = ctx.now();
  return (
    <GatewayFrame gateway={gateway}>
      {gateway.problem && (
        <Alert
          tone="danger"
          title="Something is wrong"
          actions={
            gateway.mayChange && (
              <ButtonLink href={`/admin/gateways/${gateway.id}/settings`} size="sm">
                Open the settings
              </ButtonLink>
            )
          }
        >
          {gateway.problem}
        </Alert>
      )}
      <div className="grid items-start gap-6 lg:grid-cols-[3fr_2fr]">
        <div className="grid min-w-0 gap-6">
          {gateway.underWay && <Progress underWay={gateway.underWay} now={now} />}
          {proposals.length > 0 && <Proposals proposals={proposals} mayMake={can(ctx.actor, 'offer.change')} />}
          {gateway.syncReport ? (
            <SyncReport report={gateway.syncReport} now={now} />
          ) : (
            !gateway.underWay && (
              <Alert>
                {gateway.lastSyncedAt
                  ? 'The gateway told of no API and no policy. Make some there and synchronize, or enter them by id.'
                  : 'Nothing was read from this gateway yet. Synchronize to see its APIs and policies.'}
              </Alert>
            )
          )}
        </div>
        <div className="grid min-w-0 gap-6">
          <Connection gateway={gateway} now={now} />
          <DriftCard gateway={gateway} now={now} />
        </div>
      </div>
    </GatewayFrame>
  );
}

function Connection({ gateway, now }: { gateway: GatewayDetail; now: Date }) {
  const { revocationDelaySeconds: delay } = gateway;
  const revocation = delay === 0 ? 'At once' : `Up to ${delay} seconds`;
  return (
    <Card title="Connection">
      <div className="grid gap-4">
        <Facts
          facts={[
            { label: 'Control URL', value: <span className="break-all">{gateway.controlUrl}</span> },
            { label: 'Proxy URL', value: <span className="break-all">{gateway.proxyUrl}</span> },
            { label: 'Organization id', value: <code className="break-all text-xs">{gateway.gatewayOrgId}</code> },
            { label: 'Version', value: gateway.version ?? 'Not known' },
            { label: 'Keys are hashed with', value: hashWords(gateway.hashAlgorithm) },
            { label: 'A revoked key ends', value: delay === null ? 'Not known' : revocation },
            {
              label: 'Synchronized',
              value: gateway.lastSyncedAt ? <Time value={gateway.lastSyncedAt} now={now} /> : 'Never',
            },
            {
              label: 'Tested',
              value: gateway.lastCheckedAt ? <Time value={gateway.lastCheckedAt} now={now} /> : 'Never',
            },
            gateway.fromEnvironment && { label: 'Set by', value: 'The environment' },
          ]}
        />
        {gateway.mayChange && <TestForm gatewayId={gateway.id} />}
      </div>
    </Card>
  );
}

function hashWords(algorithm: string | null): string {
  if (algorithm === null || algorithm === 'unknown') return 'Not known';
  if (algorithm === 'none') return 'Nothing: they are kept in plain text';
  return algorithm === 'murmur32' ? 'murmur32, which is too weak' : algorithm;
}
