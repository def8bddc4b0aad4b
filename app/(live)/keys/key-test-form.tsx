'use client';

import { ActionForm } from '@/components/ui/action-form';
import { SubmitButton } from '@/components/ui/submit-button';
import { KeyTestResult } from './key-test-result';
import { testKeyAction } from './test-actions';

/** *Test my key*: one press, and beside it in plain words how the key does. */
export function KeyTestForm({ credentialId }: { credentialId: string }) {
  return (
    <ActionForm action={testKeyAction} hidden={{ credentialId }} confirm="none" className="min-w-0">
      {(state) => (
        <>
          {state.status === 'done' && state.keyTest && <KeyTestResult test={state.keyTest} />}
          <div>
            <SubmitButton variant="secondary">Test my key</SubmitButton>
          </div>
        </>
      )}
    </ActionForm>
  );
}
