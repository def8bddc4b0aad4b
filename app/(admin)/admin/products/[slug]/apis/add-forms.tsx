'use client';

import { ActionForm } from '@/components/ui/action-form';
import { Checkbox } from '@/components/ui/checkbox';
import { Field } from '@/components/ui/field';
import { Fieldset } from '@/components/ui/fieldset';
import { Input } from '@/components/ui/input';
import { SubmitButton } from '@/components/ui/submit-button';
import { addApisAction } from '../../actions';

type Product = { id: string; version: number };
type Api = {
  apiId: string;
  name: string;
  listenPath: string;
  isActive: boolean;
  isMissing: boolean;
  isOpened: boolean | null;
};

/** Adds the ticked ones of the gateway's APIs. */
export function AddApisForm({ product, apis }: { product: Product; apis: readonly Api[] }) {
  return (
    <ActionForm
      action={addApisAction}
      hidden={{ productId: product.id, version: String(product.version) }}
      aria-label="Add APIs"
    >
      <Fieldset legend="APIs of the gateway">
        <div className="grid max-h-96 gap-2 overflow-y-auto p-1">
          {apis.map((api) => (
            <Checkbox key={api.apiId} name="apiIds" value={api.apiId} label={api.name} hint={hintOf(api)} />
          ))}
        </div>
      </Fieldset>
      <div>
        <SubmitButton variant="secondary">Add ticked</SubmitButton>
      </div>
    </ActionForm>
  );
}

function hintOf({ listenPath, isActive, isMissing, isOpened }: Api): string {
  return [
    listenPath,
    isOpened === true && 'opened by this product’s policy',
    isOpened === false && 'not opened by this product’s policy',
    !isActive && 'switched off at the gateway',
    isMissing && 'gone at the last synchronization',
  ]
    .filter(Boolean)
    .join(' · ');
}

/** Adds an API of which there is only documentation. */
export function AddByNameForm({ product }: { product: Product }) {
  return (
    <ActionForm
      action={addApisAction}
      hidden={{ productId: product.id, version: String(product.version) }}
      aria-label="Add an API by name"
    >
      <Field name="name" label="Name">
        <Input maxLength={120} />
      </Field>
      <div>
        <SubmitButton variant="secondary">Add</SubmitButton>
      </div>
    </ActionForm>
  );
}
