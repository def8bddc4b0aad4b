import { ActionForm } from '@/components/ui/action-form';
import { Alert } from '@/components/ui/alert';
import { SubmitButton } from '@/components/ui/submit-button';
import { Time } from '@/components/ui/time';
import { confirmAppAction } from '../actions';

/** The provider asks whether an app and its keys are still needed. */
export function ReviewBanner({ app, now }: { app: { id: string; reviewAskedAt: Date | null }; now: Date }) {
  if (!app.reviewAskedAt) return null;
  return (
    <Alert tone="warning" title="Is this app still needed?" actions={<ConfirmForm appId={app.id} />}>
      Asked <Time value={app.reviewAskedAt} now={now} />. Look through its keys, revoke what nobody uses, and confirm
      the rest.
    </Alert>
  );
}

/** One click that says that app and keys are still needed. */
export function ConfirmForm({ appId }: { appId: string }) {
  return (
    <ActionForm action={confirmAppAction} hidden={{ appId }}>
      <SubmitButton size="sm">Confirm that it is needed</SubmitButton>
    </ActionForm>
  );
}
