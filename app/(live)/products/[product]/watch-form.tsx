'use client';

import { Bell, BellOff } from 'lucide-react';
import { ActionForm } from '@/components/ui/action-form';
import { SubmitButton } from '@/components/ui/submit-button';
import { unwatchProductAction, watchProductAction } from './watch-actions';

type Props = { slug: string; productName: string; isWatched: boolean; size?: 'sm' | 'md' };

/** Whether one hears of the changes and the end of a product. */
export function WatchForm({ slug, productName, isWatched, size = 'md' }: Props) {
  return (
    <ActionForm action={isWatched ? unwatchProductAction : watchProductAction} hidden={{ slug }} summary={false}>
      <SubmitButton
        variant="secondary"
        size={size}
        aria-label={`${isWatched ? 'Stop watching' : 'Watch'} ${productName}`}
        title={isWatched ? undefined : 'Hear of changes, and of its end, by notification and mail'}
      >
        {isWatched ? <BellOff aria-hidden="true" /> : <Bell aria-hidden="true" />}
        {isWatched ? 'Stop watching' : 'Watch'}
      </SubmitButton>
    </ActionForm>
  );
}
