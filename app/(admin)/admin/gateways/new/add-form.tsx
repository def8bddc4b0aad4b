'use client';

import { ActionForm } from '@/components/ui/action-form';
import { SubmitButton } from '@/components/ui/submit-button';
import { addGatewayAction } from '../actions';
import { ConnectionFields, SecretField } from '../connection-fields';

/** Adds a gateway; its page then shows what the portal finds there. */
export function AddForm() {
  return (
    <ActionForm action={addGatewayAction} aria-label="New gateway" className="gap-5">
      <ConnectionFields />
      <SecretField hint="The value of secret in tyk.conf. It is kept encrypted and never shown again." />
      <div>
        <SubmitButton>Add gateway</SubmitButton>
      </div>
    </ActionForm>
  );
}
