import { Waypoints } from 'lucide-react';
import type { Metadata } from 'next';
import { EmptyState } from '@/components/ui/empty-state';
import { FilterBar } from '@/components/ui/filter-bar';
import { Pagination } from '@/components/ui/pagination';
import { Table, TBody, TCell, TH, THead, TRow } from '@/components/ui/table';
import { getGateway } from '@/core/gateways/get-gateway';
import { listPolicies, type PolicyLine } from '@/core/gateways/list-stock';
import { requireAdmin } from '@/server/context';
import { orNotFound } from '@/server/or-not-found';
import { addressWith } from '../../../address-with';
import { limitWords } from '../../limit-words';
import { GatewayFrame } from '../gateway-frame';
import { Forget, StockStateBadge, UsedByLinks } from '../stock-parts';
import { stateOptions, stockQuery } from '../stock-query';
import { EnterPolicy } from './enter-form';

export const metadata: Metadata = { title: 'Policies of a gateway' };

export default async function GatewayPoliciesPage({
  params,
  searchParams,
}: PageProps<'/admin/gateways/[id]/policies'>) {
  const { id } = await params;
  const path = `/admin/gateways/${id}/policies`;
  const ctx = await requireAdmin(path);
  const gateway = await orNotFound(getGateway(ctx, { gatewayId: id }));
  const { q, state, page } = stockQuery.parse(await searchParams);
  const found = await listPolicies(ctx, { gatewayId: gateway.id, search: q.trim(), state, page });
  const at = (wanted: number) => addressWith(path, { q, state, page: String(wanted) });
  const isFiltered = Boolean(q || state);
  return (
    <GatewayFrame gateway={gateway}>
      <div className="grid gap-4">
        <div className="flex flex-wrap items-start justify-between gap-3">
          <FilterBar
            action={path}
            search={{ label: 'Search by name or id', placeholder: 'Search policies', value: q }}
            filters={[{ name: 'state', label: 'State', value: state, options: stateOptions }]}
            resetHref={isFiltered ? path : undefined}
          />
          {gateway.mayChange && <EnterPolicy gatewayId={gateway.id} />}
        </div>
        {found.lines.length > 0 ? (
          <Policies gatewayId={gateway.id} policies={found.lines} now={ctx.now()} mayChange={gateway.mayChange} />
        ) : (
          <NoPolicies isFiltered={isFiltered} />
        )}
        <Pagination
          previousHref={found.page > 1 ? at(found.page - 1) : null}
          nextHref={found.page < found.pages ? at(found.page + 1) : null}
        />
      </div>
    </GatewayFrame>
  );
}

function NoPolicies({ isFiltered }: { isFiltered: boolean }) {
  if (isFiltered) return <EmptyState title="No policy matches" description="Change the search or the state." />;
  return (
    <EmptyState
      icon={<Waypoints aria-hidden="true" />}
      title="No policies yet"
      description="Synchronize the gateway to read them. One before 4.1 cannot list them: enter each by its id."
    />
  );
}

const DOES: Record<PolicyLine['does'], string> = {
  access: 'Opens APIs',
  limits: 'Limits',
  both: 'Opens and limits',
  nothing: 'Nothing',
};

function Policies({
  gatewayId,
  policies,
  now,
  mayChange,
}: {
  gatewayId: string;
  policies: readonly PolicyLine[];
  now: Date;
  mayChange: boolean;
}) {
  return (
    <Table label="Policies">
      <THead>
        <TH>Name</TH>
        <TH hideBelow="sm">What it does</TH>
        <TH>State</TH>
        <TH hideBelow="md">Made of it</TH>
        {mayChange && <TH label="Forget" align="end" />}
      </THead>
      <TBody>
        {policies.map((policy) => (
          <TRow key={policy.id}>
            <TCell rowHeader>
              {policy.name}
              <code className="block break-all text-ink-muted text-xs">{policy.policyId}</code>
            </TCell>
            <TCell hideBelow="sm">
              <Does policy={policy} />
            </TCell>
            <TCell>
              <StockStateBadge line={policy} now={now} />
            </TCell>
            <TCell hideBelow="md">
              <UsedByLinks usedBy={policy.usedBy} />
            </TCell>
            {mayChange && (
              <TCell align="end" fit>
                <Forget gatewayId={gatewayId} object="policy" line={policy} />
              </TCell>
            )}
          </TRow>
        ))}
      </TBody>
    </Table>
  );
}

function Does({ policy }: { policy: PolicyLine }) {
  const about = {
    access: policy.apiIds.join(', ') || 'No API',
    limits: limitWords(policy.limits),
    both: 'Split it at the gateway: one policy that opens, one that limits.',
    nothing: 'Neither opens nor limits.',
  }[policy.does];
  return (
    <>
      {DOES[policy.does]}
      <span className="block text-ink-muted text-xs [overflow-wrap:anywhere]">{about}</span>
    </>
  );
}
