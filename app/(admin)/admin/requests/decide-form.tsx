'use client';

import { CircleCheck, CircleX } from 'lucide-react';
import { useEffect, useState } from 'react';
import { ActionForm } from '@/components/ui/action-form';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { SubmitButton } from '@/components/ui/submit-button';
import type { FormState, RowResult } from '@/core/form-state';
import { decideManyAction } from './actions';
import { DECIDE_FORM } from './decide-form-id';

/**
 * Decides about the chosen rows and says what became of each. Enter in the reason declines, because Decline is the
 * form's first button.
 */
export function DecideForm() {
  return (
    <ActionForm id={DECIDE_FORM} action={decideManyAction} confirm="none" resetOnDone>
      {(state) => (
        <>
          <div className="card flex flex-wrap items-center gap-2 p-2.5">
            <ChosenCount />
            <Field
              name="reason"
              label="Reason for declining"
              labelHidden
              required={false}
              className="min-w-48 flex-1 sm:max-w-96 sm:ml-auto"
            >
              <Input placeholder="Reason for declining" maxLength={1000} autoComplete="off" />
            </Field>
            <SubmitButton name="decision" value="decline" variant="danger-quiet">
              Decline
            </SubmitButton>
            <SubmitButton name="decision" value="approve">
              Approve
            </SubmitButton>
          </div>
          <Results state={state} />
        </>
      )}
    </ActionForm>
  );
}

/** How many rows are chosen. Before JavaScript runs it says what to do. */
function ChosenCount() {
  const [count, setCount] = useState(0);
  useEffect(() => {
    const recount = () =>
      setCount(document.querySelectorAll(`input[form="${DECIDE_FORM}"][name="ids"]:checked`).length);
    // After a reset the boxes are empty only when the event has been handled.
    const recountSoon = () => requestAnimationFrame(recount);
    recount();
    document.addEventListener('change', recountSoon);
    document.addEventListener('reset', recountSoon);
    return () => {
      document.removeEventListener('change', recountSoon);
      document.removeEventListener('reset', recountSoon);
    };
  }, []);
  return (
    <p className="px-1.5 text-ink-muted text-sm" role="status">
      {count === 0 ? 'Choose requests to decide' : `${count} chosen`}
    </p>
  );
}

function Results({ state }: { state: FormState }) {
  if (state.status !== 'done' || !state.results) return null;
  return (
    <div role="status" className="grid gap-1.5 px-1.5 text-sm">
      <p className="font-medium">{state.message}</p>
      <ul className="grid gap-1">
        {state.results.map((result) => (
          <Result key={`${result.name} ${result.message}`} result={result} />
        ))}
      </ul>
    </div>
  );
}

function Result({ result }: { result: RowResult }) {
  const Icon = result.isRefused ? CircleX : CircleCheck;
  return (
    <li className="flex items-baseline gap-2">
      <Icon
        aria-hidden="true"
        className={`size-4 flex-none self-center ${result.isRefused ? 'text-danger' : 'text-success'}`}
      />
      <span>
        <span className="font-medium">{result.name}:</span> {result.message}
      </span>
    </li>
  );
}
