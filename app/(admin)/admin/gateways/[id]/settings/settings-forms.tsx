'use client';

import { ActionForm } from '@/components/ui/action-form';
import { SubmitButton } from '@/components/ui/submit-button';
import type { GatewayDetail } from '@/core/gateways/get-gateway';
import { changeGatewayAction, changeGatewaySecretAction } from '../../actions';
import { ConnectionFields, SecretField } from '../../connection-fields';

/** Changes what a gateway is called and where it is. Who may only read gets it with nothing to press. */
export function ConnectionForm({ gateway }: { gateway: GatewayDetail }) {
  const { id, revision, mayChange, fromEnvironment } = gateway;
  return (
    <ActionForm
      // A saved form carries the next revision.
      key={revision}
      action={changeGatewayAction}
      hidden={{ gatewayId: id, revision: String(revision) }}
      aria-label="Connection"
    >
      <fieldset disabled={!mayChange} className="grid gap-5">
        <ConnectionFields gateway={gateway} />
        {mayChange && !fromEnvironment && (
          <SecretField
            required={false}
            hint="Only when the control URL leads to another machine: it gets the secret from you, never from the portal."
          />
        )}
        {mayChange && (
          <div>
            <SubmitButton>Save</SubmitButton>
          </div>
        )}
      </fieldset>
    </ActionForm>
  );
}

/** Seals another secret; the old one is gone. */
export function SecretForm({ gatewayId }: { gatewayId: string }) {
  return (
    <ActionForm action={changeGatewaySecretAction} hidden={{ gatewayId }} resetOnDone aria-label="Change the secret">
      <SecretField hint="The value of secret in tyk.conf. It is kept encrypted and never shown again." />
      <div>
        <SubmitButton variant="secondary">Change secret</SubmitButton>
      </div>
    </ActionForm>
  );
}
