'use client';

import type { ComponentProps } from 'react';
import { ActionForm } from '@/components/ui/action-form';
import { SubmitButton } from '@/components/ui/submit-button';
import { AccessFields } from '../../access-fields';
import { changeAccessAction } from '../../actions';

type Props = ComponentProps<typeof AccessFields> & { product: { id: string; version: number }; mayChange: boolean };

/** Changes what opens a product. Who may only read gets it with nothing to press. */
export function AccessForm({ product, mayChange, ...fields }: Props) {
  return (
    <ActionForm
      action={changeAccessAction}
      hidden={{ productId: product.id, version: String(product.version) }}
      aria-label="What opens it"
    >
      <fieldset disabled={!mayChange} className="grid gap-4">
        <AccessFields {...fields} />
        {mayChange && (
          <div>
            <SubmitButton>Save</SubmitButton>
          </div>
        )}
      </fieldset>
    </ActionForm>
  );
}
