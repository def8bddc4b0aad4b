'use client';

import clsx from 'clsx';
import { CircleCheck } from 'lucide-react';
import {
  type ComponentProps,
  type ReactNode,
  type SubmitEvent,
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
const UNREACHED = 'The portal did not answer. Check your connection and try again.';

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
 * field, focuses the first wrong one, and closes the dialog or menu it stands in when it is done.
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
  // Known at once, React's own `pending` only with the next render: two fast presses send once.
  const isUnderWay = useRef(false);

  const send: FormAction = async (previous, data) => {
    const next = await reach(action, previous, data).finally(() => {
      isUnderWay.current = false;
    });
    // Said here and not in an effect: the change often removes the form itself, and its effects with it.
    if (next.status === 'done') {
      if (confirm === 'toast' && next.message) showToast(next.message);
      leave(form.current, resetOnDone);
    }
    return next;
  };
  // The server renders the action itself, so that the form can be sent without JavaScript.
  const [state, dispatch] = useActionState(typeof window === 'undefined' ? action : send, IDLE);
  const [stateOfPage] = useState(state);

  useEffect(() => {
    if (state.status === 'error') focusFirstWrong(form.current);
  }, [state]);

  // An answer that came with the page itself was given without JavaScript: no toast has told it.
  const saysDone = confirm === 'inline' || (confirm === 'toast' && state === stateOfPage);

  // Sent by hand, because React empties a form whose action has run; what was typed stays this way.
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (isUnderWay.current) return;
    isUnderWay.current = true;
    const data = new FormData(event.currentTarget, event.nativeEvent.submitter);
    startTransition(() => dispatch(data));
  };

  return (
    <form ref={form} noValidate {...rest} action={dispatch} onSubmit={submit} className={clsx('grid gap-4', className)}>
      <HiddenFields fields={{ ...hidden, ...(idempotencyKey && { idempotencyKey }) }} />
      <FormContext value={{ formId, state }}>
        {summary && <FormErrorSummary />}
        {typeof children === 'function' ? children(state) : children}
      </FormContext>
      {saysDone && <Done state={state} />}
    </form>
  );
}

function HiddenFields({ fields }: { fields: Record<string, string> }) {
  return Object.entries(fields).map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />);
}

function Done({ state }: { state: FormState }) {
  if (state.status !== 'done') return null;
  return (
    <p role="status" className="flex items-center gap-2 text-success">
      <CircleCheck aria-hidden="true" className="size-4" />
      {state.message}
    </p>
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

function leave(form: HTMLFormElement | null, isReset: boolean) {
  if (isReset) form?.reset();
  form?.closest('dialog')?.close();
  form?.closest<HTMLElement>('.menu[popover]')?.hidePopover();
}

function focusFirstWrong(form: HTMLFormElement | null) {
  const wrong = form?.querySelector<HTMLElement>('[data-invalid]');
  const target = wrong?.matches('fieldset') ? wrong.querySelector<HTMLElement>('input, select, textarea') : wrong;
  (target ?? form?.querySelector<HTMLElement>('[data-summary]'))?.focus();
}
