'use client';

import type { ReactNode } from 'react';
import { ActionForm } from '@/components/ui/action-form';
import { openNotificationAction } from './actions';

/** A notification as one big button: opening it is a change (it is read then), so it is no plain link. */
export function OpenForm({ notificationId, children }: { notificationId: string; children: ReactNode }) {
  return (
    <ActionForm action={openNotificationAction} hidden={{ notificationId }} confirm="none" className="gap-0!">
      <button
        type="submit"
        className="flex w-full cursor-pointer items-start gap-3 px-(--card-padding) py-3 text-left hover:bg-muted"
      >
        {children}
      </button>
    </ActionForm>
  );
}
