'use client';

import { ActionForm } from '@/components/ui/action-form';
import { SubmitButton } from '@/components/ui/submit-button';
import { markAllReadAction } from './actions';

/** Marks everything as read. */
export function ReadAllForm() {
  return (
    <ActionForm action={markAllReadAction}>
      <SubmitButton variant="secondary">Mark all as read</SubmitButton>
    </ActionForm>
  );
}
