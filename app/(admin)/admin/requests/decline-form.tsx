'use client';

import { type KeptReason, ReasonField } from '@/components/asking/reason-field';
import { ActionForm } from '@/components/ui/action-form';
import { SubmitButton } from '@/components/ui/submit-button';
import type { FormAction } from '@/core/form-state';

/** No, with a reason that whoever asked is told. */
export function DeclineForm({
  action,
  hidden,
  reasons,
}: {
  action: FormAction;
  hidden: Record<string, string>;
  reasons: readonly KeptReason[];
}) {
  return (
    <ActionForm action={action} hidden={hidden} className="border-line border-t pt-4">
      <ReasonField hint="Whoever asked reads it." reasons={reasons} rows={2} />
      <div>
        <SubmitButton variant="danger-quiet">Decline</SubmitButton>
      </div>
    </ActionForm>
  );
}
