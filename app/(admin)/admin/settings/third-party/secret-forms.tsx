'use client';

import { ActionForm } from '@/components/ui/action-form';
import { SubmitButton } from '@/components/ui/submit-button';
import { renewThirdPartySecretAction, tryThirdPartyAction } from './actions';
import { SecretPanel } from './secret-panel';

/** Sends a test message and says what became of it. */
export function TryForm() {
  return (
    <ActionForm action={tryThirdPartyAction} confirm="inline" aria-label="Test delivery">
      <SubmitButton variant="secondary" className="justify-self-start">
        Send a test
      </SubmitButton>
    </ActionForm>
  );
}

/** Draws another secret; the old one is worth nothing from then on. */
export function RenewSecretForm() {
  return (
    <ActionForm action={renewThirdPartySecretAction} aria-label="New secret">
      {(state) => (
        <>
          <SubmitButton variant="secondary" className="justify-self-start">
            Make a new secret
          </SubmitButton>
          {state.status === 'done' && state.shownSecret && <SecretPanel secret={state.shownSecret} />}
        </>
      )}
    </ActionForm>
  );
}
