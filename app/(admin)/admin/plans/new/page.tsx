import type { Metadata } from 'next';
import { Alert } from '@/components/ui/alert';
import { PageHeader } from '@/components/ui/page-header';
import { getPlanProposal, listPlanChoices, type PolicyChoice } from '@/core/plans/list-plan-choices';
import { can } from '@/core/policy';
import { requireAdmin } from '@/server/context';
import { createPlanAction } from '../actions';
import { PlanForm } from '../plan-form';
import { NEW_PLAN, type PlanValues } from '../plan-values';
import { PLANS_PATH } from '../plans-query';

export const metadata: Metadata = { title: 'New plan' };

export default async function NewPlanPage({ searchParams }: PageProps<'/admin/plans/new'>) {
  const ctx = await requireAdmin(`${PLANS_PATH}/new`);
  const { policy } = await searchParams;
  const choices = await listPlanChoices(ctx);
  const proposal = typeof policy === 'string' ? await getPlanProposal(ctx, { policyRowId: policy }) : null;
  return (
    <>
      <PageHeader
        crumbs={[{ href: PLANS_PATH, label: 'Plans' }]}
        title="New plan"
        description="It is offered as soon as it is in a catalog, and its policy is at the gateway."
      />
      <div className="mt-4 grid max-w-6xl gap-4">
        {proposal && (
          <Alert>
            Made from the policy {proposal.name} of {proposal.gatewayName}. Give it the name that developers shall read.
          </Alert>
        )}
        {can(ctx.actor, 'offer.change') ? (
          <PlanForm
            action={createPlanAction}
            label="New plan"
            choices={choices}
            values={proposal ? proposed(proposal) : { ...NEW_PLAN, policyKind: kindFor(choices.policies) }}
          />
        ) : (
          <Alert>Your role reads plans. Owners and admins make them.</Alert>
        )}
      </div>
    </>
  );
}

/** Without a policy to choose, a plan starts without one. */
function kindFor(policies: readonly PolicyChoice[]): PlanValues['policyKind'] {
  return policies.length > 0 ? 'existing' : 'none';
}

function proposed({ id, name, limits }: PolicyChoice): PlanValues {
  return { ...NEW_PLAN, name, policyKind: 'existing', policyRowId: id, ...limits };
}
