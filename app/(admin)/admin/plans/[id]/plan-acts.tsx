import { ActionForm } from '@/components/ui/action-form';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { SubmitButton } from '@/components/ui/submit-button';
import type { PlanForAdmin } from '@/core/plans/get-plan-for-admin';
import { archivePlanAction, deletePlanAction, restorePlanAction } from '../actions';

/** Archive, restore and delete. */
export function PlanActs({ plan }: { plan: PlanForAdmin }) {
  const hidden = { planId: plan.id, version: String(plan.version) };
  const { liveKeys, waiting } = plan.touched;
  return (
    <>
      {plan.isArchived ? (
        <ActionForm action={restorePlanAction} hidden={hidden} aria-label={`Restore ${plan.name}`}>
          <SubmitButton variant="secondary">Restore</SubmitButton>
        </ActionForm>
      ) : (
        <ConfirmDialog
          trigger="Archive"
          triggerVariant="secondary"
          title={`Archive ${plan.name}?`}
          consequences={[
            'Nobody can ask for it any more, in any catalog.',
            keysWords(liveKeys),
            ...(waiting > 0 ? ['Requests that wait on it can still be approved.'] : []),
          ]}
          confirmVariant="primary"
          action={archivePlanAction}
          hidden={hidden}
        />
      )}
      <ConfirmDialog
        trigger="Delete"
        title={`Delete ${plan.name}?`}
        consequences={
          plan.referrers.length > 0
            ? [
                `It cannot be deleted now: ${plan.referrers.join('; ')}.`,
                'Archive it instead, and nobody can ask for it.',
              ]
            : [
                'It is gone for good.',
                ...(plan.policyKind === 'own' ? ['The portal takes its policy away from the gateway.'] : []),
              ]
        }
        action={deletePlanAction}
        hidden={hidden}
      />
    </>
  );
}

function keysWords(live: number): string {
  if (live === 0) return 'No key runs on it.';
  return live === 1 ? 'The live key on it goes on.' : `${live.toLocaleString('en')} live keys on it go on.`;
}
