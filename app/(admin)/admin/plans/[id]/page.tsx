import type { Metadata } from 'next';
import { PageHeader } from '@/components/ui/page-header';
import { getPlanForAdmin } from '@/core/plans/get-plan-for-admin';
import { listPlanChoices } from '@/core/plans/list-plan-choices';
import { can } from '@/core/policy';
import { requireAdmin } from '@/server/context';
import { orNotFound } from '@/server/or-not-found';
import { changePlanAction } from '../actions';
import { PlanForm } from '../plan-form';
import { PLANS_PATH } from '../plans-query';
import { PlanState } from '../plans-table';
import { PlanActs } from './plan-acts';
import { PlanFacts } from './plan-facts';
import { PlanProblems } from './plan-problems';

export const metadata: Metadata = { title: 'Plan' };

export default async function PlanPage({ params }: PageProps<'/admin/plans/[id]'>) {
  const { id } = await params;
  const ctx = await requireAdmin(`${PLANS_PATH}/${id}`);
  const plan = await orNotFound(getPlanForAdmin(ctx, { planId: id }));
  const mayChange = can(ctx.actor, 'offer.change');
  return (
    <>
      <PageHeader
        crumbs={[{ href: PLANS_PATH, label: 'Plans' }]}
        title={plan.name}
        badge={<PlanState plan={plan} />}
        actions={mayChange && <PlanActs plan={plan} />}
      />
      <div className="mt-4 grid max-w-6xl gap-4">
        <PlanProblems plan={plan} mayChange={mayChange} />
        <PlanFacts plan={plan} isWhole={!mayChange} />
        {mayChange && (
          <PlanForm
            // A saved plan starts a new form: what was typed is what it is now.
            key={plan.version}
            action={changePlanAction}
            hidden={{ planId: plan.id, version: String(plan.version) }}
            label={`Edit ${plan.name}`}
            choices={await listPlanChoices(ctx)}
            values={{
              ...plan,
              gatewayId: plan.policyKind === 'own' ? (plan.gatewayId ?? '') : '',
              policyRowId: plan.policyKind === 'existing' ? (plan.policyRowId ?? '') : '',
              catalogIds: plan.catalogs.map((catalog) => catalog.id),
            }}
          />
        )}
      </div>
    </>
  );
}
