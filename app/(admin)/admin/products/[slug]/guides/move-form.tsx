'use client';

import { ArrowDown, ArrowUp } from 'lucide-react';
import { ActionForm } from '@/components/ui/action-form';
import { SubmitButton } from '@/components/ui/submit-button';
import { moveGuideAction } from './actions';

type Props = { productId: string; guide: { id: string; title: string }; isFirst: boolean; isLast: boolean };

/** One place up or down; each is a button of a form, so that it needs no pointer and no JavaScript. */
export function MoveForm({ productId, guide, isFirst, isLast }: Props) {
  const move = (direction: 'up' | 'down', Icon: typeof ArrowUp, isEnd: boolean) => (
    <SubmitButton
      variant="ghost"
      size="sm"
      name="direction"
      value={direction}
      disabled={isEnd}
      className="btn-icon"
      aria-label={`Move ${guide.title} ${direction}`}
      title={`Move ${direction}`}
    >
      <Icon aria-hidden="true" />
    </SubmitButton>
  );
  return (
    <ActionForm
      action={moveGuideAction}
      hidden={{ productId, guideId: guide.id }}
      summary={false}
      className="flex! justify-end gap-1"
    >
      {move('up', ArrowUp, isFirst)}
      {move('down', ArrowDown, isLast)}
    </ActionForm>
  );
}
