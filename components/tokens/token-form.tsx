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
import type { FormAction, ShownKey } from '@/core/form-state';

type Props = {
  /** Makes the token, and tells it once as the shown key. */
  create: FormAction;
  scopes: readonly { value: string; about: string }[];
  /** Chosen before anybody chooses. */
  chosenScopes?: readonly string[];
  days: readonly { value: string; label: string }[];
  chosenDays: string;
  /** What the new token is called, and what stands above the code that uses it. */
  words: { token: string; use: string; hint: string };
  /** The page of the form. */
  href: string;
};

/** Makes a token, and shows it in the place of the form: it is never shown again. */
export function TokenForm({ create, scopes, chosenScopes = [], days, chosenDays, words, href }: Props) {
  return (
    <ActionForm action={create} confirm="none">
      {(state) =>
        state.status === 'done' && state.shownKey ? (
          <NewToken shown={state.shownKey} words={words} href={href} />
        ) : (
          <>
            <div className="grid items-start gap-4 sm:grid-cols-[minmax(0,1fr)_12rem]">
              <Field name="name" label="Name" hint={words.hint}>
                <Input maxLength={80} autoComplete="off" />
              </Field>
              <Field name="days" label="Works for">
                <Select options={[...days]} defaultValue={chosenDays} />
              </Field>
            </div>
            <Fieldset legend="What it may do" hint="Where it may write it may read, too.">
              <div className="grid gap-3 sm:grid-cols-2">
                {scopes.map(({ value, about }) => (
                  <Checkbox
                    key={value}
                    name="scopes"
                    value={value}
                    label={about}
                    hint={<code>{value}</code>}
                    defaultChecked={chosenScopes.includes(value)}
                  />
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

function NewToken({ shown, words, href }: { shown: ShownKey } & Pick<Props, 'words' | 'href'>) {
  return (
    <div className="grid gap-4">
      <Alert tone="success" live title="The token is made">
        Copy it now: it is not shown again, and the portal keeps only its hash.
      </Alert>
      <CopyField label={words.token} value={shown.key} copyLabel="Copy token" />
      {shown.curl && <CodeBlock title={words.use} label={words.use} copyLabel="Copy" code={shown.curl} wrap />}
      <p>
        <a href={href} className="link">
          Create another token
        </a>
      </p>
    </div>
  );
}
