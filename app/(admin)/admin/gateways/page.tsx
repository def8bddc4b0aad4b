import { Waypoints } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { ButtonLink } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import { Table, TBody, TCell, TH, THead, TRow } from '@/components/ui/table';
import { Time } from '@/components/ui/time';
import { type GatewayLine, listGateways } from '@/core/gateways/list-gateways';
import { can } from '@/core/policy';
import { requireAdmin } from '@/server/context';
import { orNotFound } from '@/server/or-not-found';
import { GatewayState } from './gateway-state';

export const metadata: Metadata = { title: 'Gateways' };

const PATH = '/admin/gateways';

export default async function GatewaysPage() {
  const ctx = await requireAdmin(PATH);
  const gateways = await orNotFound(listGateways(ctx));
  const add = can(ctx.actor, 'gateway.change') && (
    <ButtonLink href={`${PATH}/new`} variant="primary">
      Add gateway
    </ButtonLink>
  );
  return (
    <>
      <PageHeader
        title="Gateways"
        description="Where keys are made and where consumers call. Products and plans are made of their policies."
        actions={add}
      />
      <div className="mt-4">
        {gateways.length > 0 ? (
          <Gateways gateways={gateways} now={ctx.now()} />
        ) : (
          <EmptyState
            icon={<Waypoints aria-hidden="true" />}
            title="No gateway yet"
            description="Connect a Tyk Gateway: products can then be asked for, and keys be made."
            action={add}
          />
        )}
      </div>
    </>
  );
}

function Gateways({ gateways, now }: { gateways: readonly GatewayLine[]; now: Date }) {
  return (
    <Table label="Gateways">
      <THead>
        <TH>Name</TH>
        <TH>State</TH>
        <TH align="end" hideBelow="sm">
          Products
        </TH>
        <TH align="end" hideBelow="sm">
          Plans
        </TH>
        <TH align="end" hideBelow="md">
          Live keys
        </TH>
        <TH hideBelow="lg">Version</TH>
        <TH hideBelow="md">Synchronized</TH>
      </THead>
      <TBody>
        {gateways.map((gateway) => (
          <TRow key={gateway.id}>
            <TCell rowHeader>
              <Link href={`${PATH}/${gateway.id}`} className="link">
                {gateway.name}
              </Link>
              <span className="block break-all text-ink-muted text-xs">{gateway.proxyUrl}</span>
            </TCell>
            <TCell>
              <GatewayState gateway={gateway} />
              {gateway.problem && <span className="mt-1 block text-ink-muted text-xs">{gateway.problem}</span>}
            </TCell>
            <TCell align="end" hideBelow="sm">
              {gateway.products}
            </TCell>
            <TCell align="end" hideBelow="sm">
              {gateway.plans}
            </TCell>
            <TCell align="end" hideBelow="md">
              {gateway.liveKeys}
            </TCell>
            <TCell hideBelow="lg">{gateway.version ?? <span className="text-ink-muted">Not known</span>}</TCell>
            <TCell hideBelow="md">
              {gateway.lastSyncedAt ? (
                <Time value={gateway.lastSyncedAt} now={now} />
              ) : (
                <span className="text-ink-muted">Never</span>
              )}
            </TCell>
          </TRow>
        ))}
      </TBody>
    </Table>
  );
}
