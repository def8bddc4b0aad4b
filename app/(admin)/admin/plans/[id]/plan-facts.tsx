import Link from 'next/link';
import { lifetimeWords, quotaWords, rateWords } from '@/components/asking/plan-words';
import { Card } from '@/components/ui/card';
import { Facts } from '@/components/ui/facts';
import type { PlanForAdmin } from '@/core/plans/get-plan-for-admin';
import { TimelineLink } from '../../timeline-link';

/** What runs on a plan; with `isWhole` also what it says, for those who may not change it. */
export function PlanFacts({ plan, isWhole }: { plan: PlanForAdmin; isWhole: boolean }) {
  const { touched } = plan;
  return (
    <Card>
      <Facts
        layout="columns"
        facts={[
          {
            label: 'Live keys',
            value:
              touched.liveKeys === 0
                ? 'None'
                : `${counted(touched.liveKeys, 'key', 'keys')} of ${counted(touched.organizations, 'organization', 'organizations')}`,
          },
          {
            label: 'Requests waiting',
            value:
              touched.waiting === 0 ? (
                'None'
              ) : (
                <Link href={`/admin/requests?plan=${plan.slug}`} className="link">
                  {counted(touched.waiting, 'request', 'requests')}
                </Link>
              ),
          },
          { label: 'Gateway', value: plan.gatewayName ?? 'Every gateway' },
          { label: 'Policy', value: <Policy plan={plan} /> },
          { label: 'History', value: <TimelineLink kind="plan" id={plan.id} className="link" /> },
          isWhole && { label: 'Rate', value: rateWords(plan) },
          isWhole && { label: 'Quota', value: quotaWords(plan) },
          isWhole && { label: 'Keys live', value: lifetimeWords(plan) },
          isWhole && { label: 'Approval', value: approvalWords(plan) },
          isWhole && { label: 'Allowance', value: allowanceWords(plan) },
          isWhole && { label: 'Catalogs', value: plan.catalogs.map(({ name }) => name).join(', ') || 'None' },
          isWhole &&
            plan.keyMetadata.length > 0 && {
              label: 'Metadata of its keys',
              value: plan.keyMetadata.map(({ name, value }) => `${name}: ${value}`).join(', '),
            },
        ]}
      />
    </Card>
  );
}

function Policy({ plan }: { plan: PlanForAdmin }) {
  if (plan.policyId === null) return 'None';
  return (
    <>
      {plan.policyKind === 'own' ? 'Kept by the portal' : (plan.policyName ?? 'Not known')}{' '}
      <code className="text-ink-muted text-xs [overflow-wrap:anywhere]">{plan.policyId}</code>
    </>
  );
}

function approvalWords({ autoApprove, decidedBy }: PlanForAdmin): string {
  if (autoApprove) return 'At once';
  if (decidedBy === null) return 'As the portal’s settings say';
  return decidedBy === 'admin' ? 'An admin decides' : 'Another system decides';
}

function allowanceWords({ requestAllowance, allowancePeriodDays }: PlanForAdmin): string {
  if (requestAllowance === null || allowancePeriodDays === null) return 'Any number of requests';
  return `${counted(requestAllowance, 'request', 'requests')} in ${counted(allowancePeriodDays, 'day', 'days')}`;
}

function counted(count: number, one: string, many: string): string {
  return `${count.toLocaleString('en')} ${count === 1 ? one : many}`;
}
