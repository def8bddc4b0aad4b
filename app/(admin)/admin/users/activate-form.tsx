'use client';

import { ActionForm } from '@/components/ui/action-form';
import { SubmitButton } from '@/components/ui/submit-button';
import { activateDeveloperAction } from './actions';

/** Lets a developer in. In a list `name` tells the buttons apart. */
export function ActivateForm({ userId, name, size = 'md' }: { userId: string; name?: string; size?: 'sm' | 'md' }) {
  return (
    <ActionForm action={activateDeveloperAction} hidden={{ userId }}>
      <SubmitButton size={size} {...(name && { 'aria-label': `Activate developer ${name}` })}>
        Activate developer
      </SubmitButton>
    </ActionForm>
  );
}
