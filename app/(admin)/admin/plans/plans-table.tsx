import Link from 'next/link';
import { quotaWords, rateWords } from '@/components/asking/plan-words';
import { Badge, StatusBadge } from '@/components/ui/badge';
import { Table, TBody, TCell, TH, THead, TRow } from '@/components/ui/table';
import type { PlanLine } from '@/core/plans/list-plans-for-admin';
import { PLANS_PATH } from './plans-query';

const DECIDERS = { portal: 'As the portal says', admin: 'An admin decides', third_party: 'Another system decides' };

/** Plans, each with its limits in words, where it is offered, and how much runs on it. */
export function PlansTable({ plans }: { plans: readonly PlanLine[] }) {
  return (
    <Table label="Plans">
      <THead>
        <TH>Name</TH>
        <TH hideBelow="sm">Limits</TH>
        <TH hideBelow="lg">Catalogs</TH>
        <TH hideBelow="md">Approval</TH>
        <TH align="end">Live keys</TH>
        <TH align="end" hideBelow="md">
          Waiting
        </TH>
        <TH>State</TH>
      </THead>
      <TBody>
        {plans.map((plan) => (
          <PlanRow key={plan.id} plan={plan} />
        ))}
      </TBody>
    </Table>
  );
}

function PlanRow({ plan }: { plan: PlanLine }) {
  return (
    <TRow>
      <TCell rowHeader>
        <Link href={`${PLANS_PATH}/${plan.id}`} className="link [overflow-wrap:anywhere]">
          {plan.name}
        </Link>
        <span className="block font-normal text-ink-muted text-xs [overflow-wrap:anywhere]">
          {plan.slug}
          {plan.gatewayName && ` · ${plan.gatewayName}`}
        </span>
      </TCell>
      <TCell hideBelow="sm">
        {rateWords(plan)}
        <span className="block text-ink-muted text-xs">{quotaWords(plan)}</span>
      </TCell>
      <TCell hideBelow="lg">{plan.catalogs.length > 0 ? plan.catalogs.join(', ') : 'None'}</TCell>
      <TCell hideBelow="md">{plan.autoApprove ? 'At once' : DECIDERS[plan.decidedBy ?? 'portal']}</TCell>
      <TCell align="end">{plan.liveKeys.toLocaleString('en')}</TCell>
      <TCell align="end" hideBelow="md">
        {plan.waiting.toLocaleString('en')}
      </TCell>
      <TCell>
        <PlanState plan={plan} />
      </TCell>
    </TRow>
  );
}

/** Whether it can be asked for. What is wrong stands on its page. */
export function PlanState({
  plan,
}: {
  plan: { isArchived: boolean; problem: string | null; catalogs: readonly unknown[] };
}) {
  if (plan.isArchived) return <Badge>Archived</Badge>;
  if (plan.problem) return <StatusBadge tone="danger">Problem</StatusBadge>;
  if (plan.catalogs.length === 0) return <Badge>In no catalog</Badge>;
  return <StatusBadge tone="success">Offered</StatusBadge>;
}
