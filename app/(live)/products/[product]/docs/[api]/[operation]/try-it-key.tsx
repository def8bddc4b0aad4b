'use client';

import { startTransition, useState } from 'react';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { PasswordInput } from '@/components/ui/password-input';
import { Select } from '@/components/ui/select';
import type { FormState } from '@/core/form-state';
import type { TrialForm } from '@/core/try-it/get-trial-form';
import { KeyTestResult } from '../../../../../keys/key-test-result';
import { testKeyAction } from '../../../../../keys/test-actions';

/** Which key goes along: one of the person's own, which stays in the portal, one that they paste, or none. */
export function TryItKey({
  form,
  product,
  api,
  onChange,
}: {
  form: TrialForm;
  product: string;
  api: string;
  onChange: () => void;
}) {
  const [choice, setChoice] = useState(form.keys[0]?.credentialId ?? (form.needsKey ? 'paste' : 'none'));
  const [pasted, setPasted] = useState('');
  const hasNone = form.needsKey && form.keys.length === 0;
  return (
    <fieldset className="grid gap-3">
      <legend className="mb-2 font-semibold text-sm">Key</legend>
      {hasNone && form.mayAsk && (
        <Alert>
          None of your apps has a key for this product yet.{' '}
          <a className="link" href={`/products/${form.productSlug}#plans`}>
            Add it to your cart
          </a>{' '}
          and ask for one.
        </Alert>
      )}
      <KeyChoice
        keys={form.keys}
        choice={choice}
        onChoose={(chosen) => {
          setChoice(chosen);
          requestAnimationFrame(onChange);
        }}
      />
      {choice === 'paste' && (
        <Field name="key" label="Pasted key" hint="Sent with this call and kept nowhere.">
          <PasswordInput
            name="key"
            autoComplete="off"
            value={pasted}
            onChange={(event) => setPasted(event.target.value)}
          />
        </Field>
      )}
      {form.needsKey && choice !== 'none' && (
        // Another key begins anew: what was said of the one before is not true of it.
        <TestButton
          key={choice === 'paste' ? pasted : choice}
          fields={choice === 'paste' ? { product, api, pasted } : { credentialId: choice }}
        />
      )}
    </fieldset>
  );
}

type KeyChoiceProps = { keys: TrialForm['keys']; choice: string; onChoose: (choice: string) => void };

function KeyChoice({ keys, choice, onChoose }: KeyChoiceProps) {
  return (
    <Field name="keyChoice" label="Key to send" hint="It goes into the header Authorization.">
      <Select
        name="keyChoice"
        value={choice}
        onChange={(event) => onChoose(event.target.value)}
        options={[
          ...keys.map(({ credentialId, appName, name, lastFour }) => ({
            value: credentialId,
            label: `${appName} · ${name} (…${lastFour})`,
          })),
          { value: 'paste', label: 'A key that I paste' },
          { value: 'none', label: 'No key' },
        ]}
      />
    </Field>
  );
}

/** Inside the form of the call, so it is no form of its own. */
function TestButton({ fields }: { fields: Record<string, string> }) {
  const [state, setState] = useState<FormState | 'under_way'>({ status: 'idle' });
  const test = () => {
    const data = new FormData();
    for (const [name, value] of Object.entries(fields)) data.set(name, value);
    setState('under_way');
    startTransition(async () => setState(await testKeyAction({ status: 'idle' }, data)));
  };
  return (
    <div className="grid gap-3">
      <div>
        <Button size="sm" onClick={test} aria-disabled={state === 'under_way'}>
          {state === 'under_way' ? 'Testing' : 'Test my key'}
        </Button>
      </div>
      {state !== 'under_way' && state.status === 'error' && (
        <Alert tone="danger" live>
          {state.message}
        </Alert>
      )}
      {state !== 'under_way' && state.status === 'done' && state.keyTest && <KeyTestResult test={state.keyTest} />}
    </div>
  );
}
