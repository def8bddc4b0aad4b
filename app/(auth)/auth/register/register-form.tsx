'use client';

import Link from 'next/link';
import { type AskedField, AskedFields } from '@/components/forms/asked-fields';
import { ActionForm } from '@/components/ui/action-form';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { SubmitButton } from '@/components/ui/submit-button';
import { AcceptTerms } from '../../accept-terms';
import { FormDone } from '../../form-done';
import { NewPasswordFields } from '../../new-password-fields';
import { registerAction } from './actions';

type Props = { fields: readonly AskedField[]; hasTerms: boolean; inviteCode: string; needsCode: boolean };

/** Asks for what an account needs; once sent, says where to go on, the same for known and unknown addresses. */
export function RegisterForm({ fields, hasTerms, inviteCode, needsCode }: Props) {
  return (
    <ActionForm action={registerAction} confirm="none">
      {(state) =>
        state.status === 'done' ? (
          <FormDone title="Check your mail">
            <p className="[overflow-wrap:anywhere]">{state.message}</p>
            <p>
              No mail after a few minutes? Look in your spam folder, or{' '}
              <Link href="/auth/verify" className="link">
                ask for another link
              </Link>
              .
            </p>
          </FormDone>
        ) : (
          <>
            <Field name="email" label="Email">
              <Input type="email" autoComplete="email" inputMode="email" maxLength={254} />
            </Field>
            <div className="grid gap-4 sm:grid-cols-2">
              <Field name="firstName" label="First name">
                <Input autoComplete="given-name" maxLength={80} />
              </Field>
              <Field name="lastName" label="Last name">
                <Input autoComplete="family-name" maxLength={80} />
              </Field>
            </div>
            <NewPasswordFields />
            <AskedFields fields={fields} prefix="signUp" />
            <Field name="inviteCode" label="Invite code" required={needsCode}>
              <Input autoComplete="off" defaultValue={inviteCode} maxLength={100} spellCheck={false} />
            </Field>
            {hasTerms && <AcceptTerms />}
            <SubmitButton className="w-full">Register to developer portal</SubmitButton>
          </>
        )
      }
    </ActionForm>
  );
}
