'use client';

import { ActionForm } from '@/components/ui/action-form';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { SubmitButton } from '@/components/ui/submit-button';
import { fetchDocumentAction } from './actions';

/** Fetches a document from an address; the last one stands there, to fetch it again. */
export function FetchForm({ productApiId, url }: { productApiId: string; url: string }) {
  return (
    <ActionForm action={fetchDocumentAction} hidden={{ productApiId }} summary={false} className="gap-3">
      <Field
        name="url"
        label="Or its address"
        hint="The portal fetches it now. Fetch it again when the document has changed."
      >
        <Input type="url" inputMode="url" defaultValue={url} placeholder="https://" spellCheck={false} />
      </Field>
      <div>
        <SubmitButton variant="secondary">{url ? 'Fetch again' : 'Fetch'}</SubmitButton>
      </div>
    </ActionForm>
  );
}
