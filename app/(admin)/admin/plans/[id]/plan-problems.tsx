import { quotaWords, rateWords } from '@/components/asking/plan-words';
import { ActionForm } from '@/components/ui/action-form';
import { Alert } from '@/components/ui/alert';
import { SubmitButton } from '@/components/ui/submit-button';
import type { PlanForAdmin } from '@/core/plans/get-plan-for-admin';
import { takePolicyLimitsAction, writePolicyAgainAction } from '../actions';

/** What is wrong with a plan, and the button that mends it. */
export function PlanProblems({ plan, mayChange }: { plan: PlanForAdmin; mayChange: boolean }) {
  const hidden = { planId: plan.id, version: String(plan.version) };
  return (
    <>
      {plan.problem && (
        <Alert
          tone="danger"
          title="The gateway does not have what this plan says"
          actions={
            mayChange &&
            plan.policyKind === 'own' && (
              <ActionForm action={writePolicyAgainAction} hidden={hidden} aria-label="Try the policy again">
                <SubmitButton variant="secondary" size="sm">
                  Try again
                </SubmitButton>
              </ActionForm>
            )
          }
        >
          {plan.problem}
        </Alert>
      )}
      {plan.otherLimits && (
        <Alert
          tone="warning"
          title="The gateway’s policy limits something else than the plan shows"
          actions={
            mayChange && (
              <ActionForm action={takePolicyLimitsAction} hidden={hidden} aria-label="Show the policy’s limits">
                <SubmitButton variant="secondary" size="sm">
                  Show what the policy says
                </SubmitButton>
              </ActionForm>
            )
          }
        >
          It enforces {rateWords(plan.otherLimits).toLowerCase()} and {quotaWords(plan.otherLimits).toLowerCase()}.
          Developers read {rateWords(plan).toLowerCase()} and {quotaWords(plan).toLowerCase()}.
        </Alert>
      )}
    </>
  );
}
