'use client';

import type { ReactNode } from 'react';
import { ActionForm } from '@/components/ui/action-form';
import { Alert } from '@/components/ui/alert';
import { CopyButton } from '@/components/ui/copy-button';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { SubmitButton } from '@/components/ui/submit-button';
import { twoFactorAction } from './actions';

type Props = {
  stage: 'off' | 'prepared' | 'on';
  /** The QR code and the secret of the prepared authenticator. */
  children?: ReactNode;
};

/**
 * The next step with an authenticator: begin, confirm, or new recovery codes; in its place the codes that a step
 * brought. They live in this form's state and nowhere else.
 */
export function TwoFactorForm({ stage, children }: Props) {
  return (
    <ActionForm action={twoFactorAction} confirm="none">
      {(state) =>
        state.status === 'done' && state.shownCodes ? (
          <Codes codes={state.shownCodes} />
        ) : (
          <Step stage={stage}>{children}</Step>
        )
      }
    </ActionForm>
  );
}

function Step({ stage, children }: Props) {
  if (stage === 'off') return <Press intent="prepare">Set up an authenticator app</Press>;
  if (stage === 'on') {
    return (
      <Press intent="renew" variant="secondary">
        Make new recovery codes
      </Press>
    );
  }
  return (
    <>
      {children}
      <Field name="code" label="Code" hint="The six digits that the app shows now.">
        <Input autoComplete="one-time-code" inputMode="numeric" maxLength={10} className="max-w-40" />
      </Field>
      <Press intent="confirm">Switch on</Press>
    </>
  );
}

function Press({
  intent,
  variant = 'primary',
  children,
}: {
  intent: 'prepare' | 'confirm' | 'renew';
  variant?: 'primary' | 'secondary';
  children: string;
}) {
  return (
    <SubmitButton name="intent" value={intent} variant={variant} className="justify-self-start">
      {children}
    </SubmitButton>
  );
}

function Codes({ codes }: { codes: readonly string[] }) {
  return (
    <div className="grid gap-4">
      <Alert tone="warning" title="Keep these recovery codes" live>
        Each one logs you in once when your authenticator is lost. They are shown only now: the portal keeps no copy.
      </Alert>
      <ul aria-label="Recovery codes" className="grid gap-x-6 gap-y-1 font-mono text-sm sm:grid-cols-2">
        {codes.map((code) => (
          <li key={code} className="[overflow-wrap:anywhere]">
            {code}
          </li>
        ))}
      </ul>
      <div>
        <CopyButton text={codes.join('\n')} label="Copy codes" size="md" />
      </div>
    </div>
  );
}
