import { Waypoints } from 'lucide-react';
import type { Metadata } from 'next';
import { Badge } from '@/components/ui/badge';
import { EmptyState } from '@/components/ui/empty-state';
import { FilterBar } from '@/components/ui/filter-bar';
import { Pagination } from '@/components/ui/pagination';
import { Table, TBody, TCell, TH, THead, TRow } from '@/components/ui/table';
import { getGateway } from '@/core/gateways/get-gateway';
import { type ApiLine, listApis } from '@/core/gateways/list-stock';
import { requireAdmin } from '@/server/context';
import { orNotFound } from '@/server/or-not-found';
import { addressWith } from '../../../address-with';
import { GatewayFrame } from '../gateway-frame';
import { Forget, StockStateBadge, UsedByLinks } from '../stock-parts';
import { stateOptions, stockQuery } from '../stock-query';
import { EnterApi } from './enter-form';

export const metadata: Metadata = { title: 'APIs of a gateway' };

export default async function GatewayApisPage({ params, searchParams }: PageProps<'/admin/gateways/[id]/apis'>) {
  const { id } = await params;
  const path = `/admin/gateways/${id}/apis`;
  const ctx = await requireAdmin(path);
  const gateway = await orNotFound(getGateway(ctx, { gatewayId: id }));
  const { q, state, page } = stockQuery.parse(await searchParams);
  const found = await listApis(ctx, { gatewayId: gateway.id, search: q.trim(), state, page });
  const at = (wanted: number) => addressWith(path, { q, state, page: String(wanted) });
  const isFiltered = Boolean(q || state);
  return (
    <GatewayFrame gateway={gateway}>
      <div className="grid gap-4">
        <div className="flex flex-wrap items-start justify-between gap-3">
          <FilterBar
            action={path}
            search={{ label: 'Search by name, id or path', placeholder: 'Search APIs', value: q }}
            filters={[{ name: 'state', label: 'State', value: state, options: stateOptions }]}
            resetHref={isFiltered ? path : undefined}
          />
          {gateway.mayChange && <EnterApi gatewayId={gateway.id} />}
        </div>
        {found.lines.length > 0 ? (
          <Apis gatewayId={gateway.id} apis={found.lines} now={ctx.now()} mayChange={gateway.mayChange} />
        ) : (
          <NoApis isFiltered={isFiltered} />
        )}
        <Pagination
          previousHref={found.page > 1 ? at(found.page - 1) : null}
          nextHref={found.page < found.pages ? at(found.page + 1) : null}
        />
      </div>
    </GatewayFrame>
  );
}

function NoApis({ isFiltered }: { isFiltered: boolean }) {
  if (isFiltered) return <EmptyState title="No API matches" description="Change the search or the state." />;
  return (
    <EmptyState
      icon={<Waypoints aria-hidden="true" />}
      title="No APIs yet"
      description="Synchronize the gateway to read them. If it has some, check the organization id: only its own are kept."
    />
  );
}

function Apis({
  gatewayId,
  apis,
  now,
  mayChange,
}: {
  gatewayId: string;
  apis: readonly ApiLine[];
  now: Date;
  mayChange: boolean;
}) {
  return (
    <Table label="APIs">
      <THead>
        <TH>Name</TH>
        <TH hideBelow="sm">Listen path</TH>
        <TH>State</TH>
        <TH hideBelow="md">Products</TH>
        {mayChange && <TH label="Forget" align="end" />}
      </THead>
      <TBody>
        {apis.map((api) => (
          <TRow key={api.id}>
            <TCell rowHeader>
              {api.name} {!api.isActive && <Badge>Inactive</Badge>}
              <code className="block break-all text-ink-muted text-xs">{api.apiId}</code>
            </TCell>
            <TCell hideBelow="sm">
              <code className="break-all text-xs">{api.listenPath}</code>
            </TCell>
            <TCell>
              <StockStateBadge line={api} now={now} />
            </TCell>
            <TCell hideBelow="md">
              <UsedByLinks usedBy={api.usedBy} />
            </TCell>
            {mayChange && (
              <TCell align="end" fit>
                <Forget gatewayId={gatewayId} object="api" line={api} />
              </TCell>
            )}
          </TRow>
        ))}
      </TBody>
    </Table>
  );
}
