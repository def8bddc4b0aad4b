import type { ReactNode } from 'react';
import { PageHeader } from '@/components/ui/page-header';
import { TabNav } from '@/components/ui/tab-nav';
import type { GatewayDetail } from '@/core/gateways/get-gateway';
import { GatewayState } from '../gateway-state';
import { SynchronizeForm } from './gateway-forms';

/** The head of every page of a gateway: how it stands, what can be done, and the way to the other pages. */
export function GatewayFrame({ gateway, children }: { gateway: GatewayDetail; children: ReactNode }) {
  const base = `/admin/gateways/${gateway.id}`;
  const isBusy = gateway.underWay !== null;
  return (
    <>
      <PageHeader
        crumbs={[{ href: '/admin/gateways', label: 'Gateways' }]}
        title={gateway.name}
        badge={<GatewayState gateway={{ ...gateway, isBusy }} />}
        description={gateway.proxyUrl}
        actions={gateway.mayChange && <SynchronizeForm gatewayId={gateway.id} isUnderWay={isBusy} />}
      />
      <div className="mt-4 grid gap-5">
        <TabNav
          label="Gateway"
          tabs={[
            { href: base, label: 'Overview' },
            { href: `${base}/apis`, label: 'APIs', count: gateway.counts.apis },
            { href: `${base}/policies`, label: 'Policies', count: gateway.counts.policies },
            { href: `${base}/settings`, label: 'Settings' },
          ]}
        />
        {children}
      </div>
    </>
  );
}
