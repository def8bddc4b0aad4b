'use client';

import { ActionForm } from '@/components/ui/action-form';
import { SubmitButton } from '@/components/ui/submit-button';
import { restoreMailTemplateAction } from '../actions';

/** Uses an older version again. */
export function RestoreForm({ message, version }: { message: string; version: number }) {
  return (
    <ActionForm action={restoreMailTemplateAction} hidden={{ message, version: String(version) }}>
      <SubmitButton variant="secondary" size="sm" aria-label={`Restore version ${version}`}>
        Restore
      </SubmitButton>
    </ActionForm>
  );
}
