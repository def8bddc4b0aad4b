'use client';

import clsx from 'clsx';
import { CircleCheck } from 'lucide-react';
import {
  type ComponentProps,
  type ReactNode,
  startTransition,
  useActionState,
  useEffect,
  useId,
  useRef,
  useState,
} from 'react';
import type { FormAction, FormState } from '@/core/form-state';
import { FormContext } from './form-context';
import { FormErrorSummary } from './form-error-summary';
import { showToast } from './toast';

const IDLE: FormState = { status: 'idle' };
const UNREACHED = 'The portal could not be reached. Nothing was changed. Check your connection and try again.';

type Props = Omit<ComponentProps<'form'>, 'action' | 'method' | 'hidden' | 'children' | 'onSubmit'> & {
  action: FormAction;
  /** Sent along as hidden fields, such as the id of the record. */
  hidden?: Record<string, string>;
  /** Drawn by the page, once per page view: the same form sent twice then counts once. */
  idempotencyKey?: string;
  /** Where a success is said: in the toast region (it outlives the form), under the form, or by the page itself. */
  confirm?: 'toast' | 'inline' | 'none';
  /** Empties the form after a success. */
  resetOnDone?: boolean;
  /** Shows what was wrong at the top of the form. */
  summary?: boolean;
  children: ReactNode | ((state: FormState) => ReactNode);
};

/**
 * A form around a server action; works before and without JavaScript. Keeps what was typed, puts each error beside its
 * field, focuses the first wrong one, and closes the dialog it stands in when it is done.
 */
export function ActionForm({
  action,
  hidden,
  idempotencyKey,
  confirm = 'toast',
  resetOnDone = false,
  summary = true,
  className,
  children,
  ...rest
}: Props) {
  const formId = useId();
  const form = useRef<HTMLFormElement>(null);

  const send: FormAction = async (previous, data) => {
    const next = await reach(action, previous, data);
    // Said here and not in an effect: the change often removes the form itself, and its effects with it.
    if (next.status === 'done') {
      if (confirm === 'toast' && next.message) showToast(next.message);
      if (resetOnDone) form.current?.reset();
      form.current?.closest('dialog')?.close();
    }
    return next;
  };
  // The server renders the action itself, so that the form can be sent without JavaScript.
  const [state, dispatch, isPending] = useActionState(typeof window === 'undefined' ? action : send, IDLE);
  const [stateOfPage] = useState(state);

  useEffect(() => {
    if (state.status === 'error') focusFirstWrong(form.current);
  }, [state]);

  const saysDone = state.status === 'done' && (confirm === 'inline' || (confirm === 'toast' && state === stateOfPage));

  return (
    <form
      ref={form}
      noValidate
      {...rest}
      action={dispatch}
      onSubmit={(event) => {
        // Sent by hand, because React empties a form whose action has run; what was typed stays this way.
        event.preventDefault();
        if (isPending) return;
        const data = new FormData(event.currentTarget, submitterOf(event.nativeEvent));
        startTransition(() => dispatch(data));
      }}
      className={clsx('grid gap-4', className)}
    >
      {Object.entries(hidden ?? {}).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {idempotencyKey && <input type="hidden" name="idempotencyKey" value={idempotencyKey} />}
      <FormContext value={{ formId, state }}>
        {summary && <FormErrorSummary />}
        {typeof children === 'function' ? children(state) : children}
      </FormContext>
      {saysDone && (
        <p role="status" className="flex items-center gap-2 text-success">
          <CircleCheck aria-hidden="true" className="size-4" />
          {state.message}
        </p>
      )}
    </form>
  );
}

/** A portal that cannot be reached is said in the form, with everything typed still there. Faults fly on. */
async function reach(action: FormAction, previous: FormState, data: FormData): Promise<FormState> {
  try {
    return await action(previous, data);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return { status: 'error', message: UNREACHED, fieldErrors: {}, values: {} };
  }
}

function focusFirstWrong(form: HTMLFormElement | null) {
  const wrong = form?.querySelector<HTMLElement>('[data-invalid]');
  const target = wrong?.matches('fieldset') ? wrong.querySelector<HTMLElement>('input, select, textarea') : wrong;
  (target ?? form?.querySelector<HTMLElement>('[data-summary]'))?.focus();
}

function submitterOf(event: Event): HTMLElement | null {
  return event instanceof SubmitEvent ? event.submitter : null;
}
