import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { Field } from '@/components/ui/field';
import { Textarea } from '@/components/ui/textarea';
import type { Asked } from '@/core/access-requests/get-request';
import { withdrawAccessRequestAction } from '../actions';

/** Takes an approval back, where there is one. */
export function WithdrawDialog({ request }: { request: Asked }) {
  if (request.status !== 'approved' && request.status !== 'fulfilled') return null;
  // A change that is made is no approval any more: the key has its new terms.
  if (request.changes && request.status === 'fulfilled') return null;
  const becomes = request.status === 'fulfilled' ? 'Its key stops working.' : 'Its key can no longer be generated.';
  return (
    <ConfirmDialog
      trigger="Withdraw approval"
      title={`Withdraw the approval for ${request.app.name}?`}
      consequences={[
        request.changes ? 'The key gets back the plan and the products that it had.' : becomes,
        'Whoever asked has to ask again. This cannot be taken back.',
      ]}
      action={withdrawAccessRequestAction}
      hidden={{ requestId: request.id }}
    >
      <Field name="reason" label="Reason" hint="The developer reads it.">
        <Textarea rows={2} maxLength={1000} />
      </Field>
    </ConfirmDialog>
  );
}
