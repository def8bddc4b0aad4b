import { AppFields } from '@/components/asking/app-fields';
import { ActionForm } from '@/components/ui/action-form';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { Dialog, DialogCancel } from '@/components/ui/dialog';
import { SubmitButton } from '@/components/ui/submit-button';
import type { AppDetail } from '@/core/apps/get-app';
import { changeAppOfAction, deleteAppOfAction } from './change-actions';

/** For whoever runs the portal: the same that the app's own people could change. */
export function EditAppDialog({ app }: { app: AppDetail }) {
  return (
    <Dialog trigger="Edit" triggerVariant="secondary" title={`Edit ${app.name}`}>
      <ActionForm action={changeAppOfAction} hidden={{ appId: app.id }}>
        <AppFields app={app} personalLabel={app.owner && `Only ${app.owner.name}`} />
        <div className="flex flex-wrap justify-end gap-3">
          <DialogCancel>Cancel</DialogCancel>
          <SubmitButton>Save</SubmitButton>
        </div>
      </ActionForm>
    </Dialog>
  );
}

/** Deletes the app of somebody else, after saying what ends with it. */
export function DeleteAppDialog({ app, keys }: { app: AppDetail; keys: number }) {
  return (
    <ConfirmDialog
      trigger="Delete app"
      title={`Delete ${app.name}?`}
      consequences={[
        keys === 0 ? 'It has no key that ends.' : keys === 1 ? '1 key ends, for good.' : `${keys} keys end, for good.`,
        ...(app.pendingRequests > 0 ? ['What waits for a decision is cancelled.'] : []),
        'Its people do not see it any more. It stays in the list of deleted apps.',
        'This cannot be taken back.',
      ]}
      action={deleteAppOfAction}
      hidden={{ appId: app.id }}
      {...(keys > 1 && { typeName: app.name })}
    />
  );
}
