'use client';

import { ActionForm } from '@/components/ui/action-form';
import { Alert } from '@/components/ui/alert';
import { Checkbox } from '@/components/ui/checkbox';
import { CodeBlock } from '@/components/ui/code-block';
import { CopyField } from '@/components/ui/copy-field';
import { Field } from '@/components/ui/field';
import { Fieldset } from '@/components/ui/fieldset';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { SubmitButton } from '@/components/ui/submit-button';
import type { ShownKey } from '@/core/form-state';
import { createTokenAction } from './actions';

type Props = {
  scopes: readonly { value: string; about: string }[];
  days: readonly { value: string; label: string }[];
};

/** Makes a token, and shows it in the place of the form: it is never shown again. */
export function TokenForm({ scopes, days }: Props) {
  return (
    <ActionForm action={createTokenAction} confirm="none">
      {(state) =>
        state.status === 'done' && state.shownKey ? (
          <NewToken shown={state.shownKey} />
        ) : (
          <>
            <div className="grid items-start gap-4 sm:grid-cols-[minmax(0,1fr)_12rem]">
              <Field name="name" label="Name" hint="What it is for, such as the program that will use it.">
                <Input maxLength={80} autoComplete="off" />
              </Field>
              <Field name="days" label="Works for">
                <Select options={[...days]} defaultValue="90" />
              </Field>
            </div>
            <Fieldset legend="What it may do" hint="Where it may write it may read, too.">
              <div className="grid gap-3 sm:grid-cols-2">
                {scopes.map(({ value, about }) => (
                  <Checkbox key={value} name="scopes" value={value} label={about} hint={<code>{value}</code>} />
                ))}
              </div>
            </Fieldset>
            <div>
              <SubmitButton>Create token</SubmitButton>
            </div>
          </>
        )
      }
    </ActionForm>
  );
}

function NewToken({ shown }: { shown: ShownKey }) {
  return (
    <div className="grid gap-4">
      <Alert tone="success" live title="The token is made">
        Copy it now: it is not shown again, and the portal keeps only its hash.
      </Alert>
      <CopyField label="API token" value={shown.key} copyLabel="Copy token" />
      {shown.curl && (
        <CodeBlock title="Call it now" label="Call with curl" copyLabel="Copy command" code={shown.curl} wrap />
      )}
      <p>
        <a href="/admin/settings/tokens" className="link">
          Create another token
        </a>
      </p>
    </div>
  );
}
