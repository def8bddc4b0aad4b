'use client';

import { ActionForm } from '@/components/ui/action-form';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import { SubmitButton } from '@/components/ui/submit-button';
import type { OpenedApi } from '@/core/credentials/credential-view';
import { KeyTestResult } from './key-test-result';
import { testKeyAction } from './test-actions';

/** *Test my key*: one press, and in plain words how the key does at the chosen one of the APIs that it opens. */
export function KeyTestForm({ credentialId, apis }: { credentialId: string; apis: readonly OpenedApi[] }) {
  return (
    <ActionForm action={testKeyAction} hidden={{ credentialId }} confirm="none" className="min-w-0">
      {(state) => (
        <>
          {state.status === 'done' && state.keyTest && <KeyTestResult test={state.keyTest} />}
          <div className="flex flex-wrap items-end gap-2">
            {apis.length > 1 && (
              <Field name="apiId" label="API to test it with" className="w-72 max-w-full">
                <Select name="apiId" options={apis.map(({ id, ...api }) => ({ value: id, label: labelOf(api) }))} />
              </Field>
            )}
            <SubmitButton variant="secondary">Test my key</SubmitButton>
          </div>
        </>
      )}
    </ActionForm>
  );
}

function labelOf({ productName, name }: Pick<OpenedApi, 'productName' | 'name'>): string {
  return productName === name ? name : `${productName} · ${name}`;
}
