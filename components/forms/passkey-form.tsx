'use client';

import { KeyRound } from 'lucide-react';
import { type ReactNode, type SubmitEvent, useId, useState, useSyncExternalStore, useTransition } from 'react';
import { Alert } from '@/components/ui/alert';
import { type ButtonVariant, buttonClass } from '@/components/ui/button';
import { Spinner } from '@/components/ui/spinner';
import { showToast } from '@/components/ui/toast';
import type { FormAction } from '@/core/form-state';

type Props = {
  /** Draws the challenge. */
  begin: FormAction;
  /** Takes what the browser answered, as fields `challengeId` and `answer`, with the fields of the form. */
  finish: FormAction;
  act: 'make' | 'use';
  label: string;
  variant?: ButtonVariant;
  hidden?: Record<string, string>;
  className?: string;
  children?: ReactNode;
};

/**
 * A button that asks the browser for a passkey. It stands there only where a browser can do that: everywhere there is
 * another way. The code that speaks WebAuthn is loaded with the first press.
 */
export function PasskeyForm({ begin, finish, act, label, variant = 'secondary', hidden, className, children }: Props) {
  const isAble = useSyncExternalStore(subscribe, canUsePasskeys, () => false);
  const [problem, setProblem] = useState<string | null>(null);
  const [isPending, startTransition] = useTransition();
  const problemId = useId();
  if (!isAble) return null;

  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (isPending) return;
    const form = event.currentTarget;
    const data = new FormData(form);
    setProblem(null);
    startTransition(async () => {
      const outcome = await perform({ begin, finish, act, data });
      if (outcome.problem !== null) return setProblem(outcome.problem);
      if (outcome.message) showToast(outcome.message);
      form.reset();
    });
  };

  return (
    <form
      onSubmit={submit}
      noValidate
      className={className ?? 'grid gap-3'}
      aria-describedby={problem ? problemId : undefined}
    >
      {Object.entries(hidden ?? {}).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {problem && (
        <div id={problemId}>
          <Alert tone="danger" live>
            {problem}
          </Alert>
        </div>
      )}
      {children}
      <button
        type="submit"
        aria-disabled={isPending || undefined}
        data-pending={isPending || undefined}
        className={buttonClass({ variant }, children ? 'justify-self-start' : 'w-full')}
      >
        {isPending ? <Spinner /> : <KeyRound aria-hidden="true" />}
        {label}
      </button>
    </form>
  );
}

const IDLE = { status: 'idle' } as const;
const UNANSWERED = 'The browser gave no passkey. Try again, or use another way.';

type Outcome = { problem: string } | { problem: null; message: string };

async function perform(input: {
  begin: FormAction;
  finish: FormAction;
  act: 'make' | 'use';
  data: FormData;
}): Promise<Outcome> {
  const begun = await input.begin(IDLE, new FormData());
  if (begun.status === 'error') return { problem: begun.message };
  if (begun.status !== 'done' || !begun.ceremony) return { problem: UNANSWERED };
  const answer = await askBrowser(input.act, begun.ceremony.options);
  if (answer === null) return { problem: UNANSWERED };
  input.data.set('challengeId', begun.ceremony.challengeId);
  input.data.set('answer', answer);
  const finished = await input.finish(IDLE, input.data);
  if (finished.status === 'error') return { problem: finished.message };
  return { problem: null, message: finished.status === 'done' ? finished.message : '' };
}

/** Null when the person changed their mind, or their passkey is not here: the browser does not say which. */
async function askBrowser(act: 'make' | 'use', options: string): Promise<string | null> {
  const { startAuthentication, startRegistration } = await import('@simplewebauthn/browser');
  const optionsJSON = JSON.parse(options);
  try {
    const answer =
      act === 'make' ? await startRegistration({ optionsJSON }) : await startAuthentication({ optionsJSON });
    return JSON.stringify(answer);
  } catch {
    return null;
  }
}

function subscribe() {
  return () => {};
}

function canUsePasskeys(): boolean {
  return typeof window.PublicKeyCredential === 'function';
}
