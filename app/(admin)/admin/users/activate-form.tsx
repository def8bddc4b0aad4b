'use client';

import { ActionForm } from '@/components/ui/action-form';
import { SubmitButton } from '@/components/ui/submit-button';
import { activateDeveloperAction } from './actions';

/** Lets a developer in. In a list the button is smaller, and `nameInList` tells it apart from the others. */
export function ActivateForm({ userId, nameInList }: { userId: string; nameInList?: string }) {
  return (
    <ActionForm action={activateDeveloperAction} hidden={{ userId }}>
      <SubmitButton
        {...(nameInList && {
          size: 'sm' as const,
          variant: 'secondary' as const,
          'aria-label': `Activate developer ${nameInList}`,
        })}
      >
        Activate developer
      </SubmitButton>
    </ActionForm>
  );
}
