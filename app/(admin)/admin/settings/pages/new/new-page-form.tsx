'use client';

import { ActionForm } from '@/components/ui/action-form';
import { SubmitButton } from '@/components/ui/submit-button';
import { createPageAction } from '../actions';
import { AddressFields } from '../address-fields';
import { WordsFields } from '../words-fields';

/** A new page; it begins as a draft. */
export function NewPageForm() {
  return (
    <ActionForm action={createPageAction} confirm="none" className="gap-6!" aria-label="New page">
      <WordsFields />
      <AddressFields />
      <div>
        <SubmitButton>Save as a draft</SubmitButton>
      </div>
    </ActionForm>
  );
}
