'use client';

import { ActionForm } from '@/components/ui/action-form';
import { SubmitButton } from '@/components/ui/submit-button';
import { changePageAddressAction, savePageDraftAction } from '../actions';
import { AddressFields } from '../address-fields';
import { WordsFields } from '../words-fields';

type Hidden = { pageId: string; version: string };

/** The next wording of a page. */
export function WordsForm({
  hidden,
  title,
  body,
  mayChange,
}: {
  hidden: Hidden;
  title: string;
  body: string;
  mayChange: boolean;
}) {
  return (
    <ActionForm action={savePageDraftAction} hidden={hidden} aria-label="Text of the page">
      <fieldset disabled={!mayChange} className="grid gap-5">
        <WordsFields title={title} body={body} />
        {mayChange && (
          <div>
            <SubmitButton>Save the draft</SubmitButton>
          </div>
        )}
      </fieldset>
    </ActionForm>
  );
}

/** Where the page stands and who reads it: changed at once. */
export function AddressForm({
  hidden,
  slug,
  audience,
  mayChange,
}: {
  hidden: Hidden;
  slug: string;
  audience: 'everybody' | 'signed_in';
  mayChange: boolean;
}) {
  return (
    <ActionForm action={changePageAddressAction} hidden={hidden} aria-label="Address of the page">
      <fieldset disabled={!mayChange} className="grid gap-5">
        <AddressFields slug={slug} audience={audience} />
        {mayChange && (
          <div>
            <SubmitButton variant="secondary">Save</SubmitButton>
          </div>
        )}
      </fieldset>
    </ActionForm>
  );
}
