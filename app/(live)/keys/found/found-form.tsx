'use client';

import { ActionForm } from '@/components/ui/action-form';
import { Alert } from '@/components/ui/alert';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { SubmitButton } from '@/components/ui/submit-button';
import { reportFoundKeyAction } from './actions';

const KEY_MAX = 4000;

/** Takes a key from whoever found it; says known or unknown, and nothing else. */
export function FoundForm() {
  return (
    <ActionForm action={reportFoundKeyAction} confirm="none" resetOnDone>
      {(state) => (
        <>
          {state.status === 'done' && (
            <Alert tone="info" live>
              {state.message}
            </Alert>
          )}
          <Field name="key" label="Key" hint="The whole key, as it stood there. It is compared, and not kept.">
            <Input autoComplete="off" autoCapitalize="none" spellCheck={false} maxLength={KEY_MAX} />
          </Field>
          <div>
            <SubmitButton>Report this key</SubmitButton>
          </div>
        </>
      )}
    </ActionForm>
  );
}
