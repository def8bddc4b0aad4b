'use client';

import { ActionForm } from '@/components/ui/action-form';
import { RowResults } from '@/components/ui/row-results';
import { SubmitButton } from '@/components/ui/submit-button';
import { orderReconciliationAction, orderSynchronizationAction, testConnectionAction } from '../actions';

/** Orders a synchronization. While one is under way the page shows how far it is. */
export function SynchronizeForm({ gatewayId, isUnderWay }: { gatewayId: string; isUnderWay: boolean }) {
  return (
    <ActionForm action={orderSynchronizationAction} hidden={{ gatewayId }} aria-label="Synchronize">
      <SubmitButton variant={isUnderWay ? 'secondary' : 'primary'}>Synchronize</SubmitButton>
    </ActionForm>
  );
}

/** Asks the gateway everything that can be found out without making a key, and says it in words. */
export function TestForm({ gatewayId }: { gatewayId: string }) {
  return (
    <ActionForm action={testConnectionAction} hidden={{ gatewayId }} confirm="none" aria-label="Test connection">
      {(state) => (
        <>
          <div>
            <SubmitButton variant="secondary">Test connection</SubmitButton>
          </div>
          <RowResults state={state} />
        </>
      )}
    </ActionForm>
  );
}

/** Has the gateway's keys compared with the portal's, or what differs repaired as well. */
export function ReconcileForm({ gatewayId }: { gatewayId: string }) {
  return (
    <ActionForm action={orderReconciliationAction} hidden={{ gatewayId }} aria-label="Compare keys">
      <div className="flex flex-wrap gap-2">
        <SubmitButton name="act" value="compare" variant="secondary">
          Compare now
        </SubmitButton>
        <SubmitButton name="act" value="fix" variant="secondary">
          Fix
        </SubmitButton>
      </div>
    </ActionForm>
  );
}
