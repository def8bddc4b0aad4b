'use client';

import { ActionForm } from '@/components/ui/action-form';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { SubmitButton } from '@/components/ui/submit-button';
import { changeApisAction } from '../../actions';

type Api = { id: string; name: string; slug: string; listenPath: string | null };
type Props = { product: { id: string; version: number }; apis: readonly Api[]; mayChange: boolean };

/** Names, addresses, listen paths and places of a product's APIs. Who may only read gets it with nothing to press. */
export function ApisForm({ product, apis, mayChange }: Props) {
  return (
    <ActionForm
      action={changeApisAction}
      hidden={{ productId: product.id, version: String(product.version) }}
      aria-label="APIs of this product"
    >
      <fieldset disabled={!mayChange} className="grid gap-4">
        <ul className="grid gap-4">
          {apis.map((api, index) => (
            <ApiRow key={api.id} api={api} place={index + 1} />
          ))}
        </ul>
        {mayChange && (
          <div>
            <SubmitButton>Save</SubmitButton>
          </div>
        )}
      </fieldset>
    </ActionForm>
  );
}

function ApiRow({ api, place }: { api: Api; place: number }) {
  const prefix = `apis.${api.id}`;
  return (
    <li className="grid gap-3 rounded-lg border border-line p-4">
      <input type="hidden" name="apis.ids" value={api.id} />
      <div className="grid gap-3 sm:grid-cols-[5rem_minmax(0,1fr)]">
        <Field name={`${prefix}.place`} label="Place">
          <Input type="number" inputMode="numeric" min={1} max={99} step={1} defaultValue={place} />
        </Field>
        <Field name={`${prefix}.name`} label="Name">
          <Input defaultValue={api.name} maxLength={120} />
        </Field>
      </div>
      <div className="grid gap-3 sm:grid-cols-2">
        <Field
          name={`${prefix}.slug`}
          label="Address"
          hint="When it changes, old addresses of its documentation lead nowhere."
        >
          <Input defaultValue={api.slug} maxLength={80} spellCheck={false} className="font-mono" />
        </Field>
        <Field
          name={`${prefix}.listenPath`}
          label="Listen path"
          required={false}
          hint="Behind the gateway’s address, for the base URL."
        >
          <Input defaultValue={api.listenPath ?? ''} maxLength={300} spellCheck={false} className="font-mono" />
        </Field>
      </div>
    </li>
  );
}
