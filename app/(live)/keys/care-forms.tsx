import { ActionForm } from '@/components/ui/action-form';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { Dialog, DialogCancel } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Radio, RadioGroup } from '@/components/ui/radio-group';
import { SubmitButton } from '@/components/ui/submit-button';
import type { CredentialView } from '@/core/credentials/credential-view';
import { withEnding } from '@/core/credentials/with-ending';
import {
  endAllKeysAction,
  endReplacedNowAction,
  extendGraceAction,
  renameKeyAction,
  renewKeyAction,
  resumeKeyAction,
  suspendKeyAction,
} from './care-actions';

const NAME_MAX = 120;

/** Another name for a key. */
export function RenameDialog({ credential: { id, name } }: { credential: CredentialView }) {
  return (
    <Dialog
      trigger="Rename"
      triggerVariant="ghost"
      title="Rename this key"
      description="The name is for you and your team. Programs that use the key notice nothing."
    >
      <ActionForm action={renameKeyAction} hidden={{ credentialId: id }}>
        <Field name="name" label="Name of the key">
          <Input defaultValue={name} maxLength={NAME_MAX} autoComplete="off" />
        </Field>
        <div className="flex flex-wrap justify-end gap-2">
          <DialogCancel />
          <SubmitButton>Save</SubmitButton>
        </div>
      </ActionForm>
    </Dialog>
  );
}

/** Another lifetime for a key, counted from now. */
export function RenewForm({ credential: { id, expiresAt } }: { credential: CredentialView }) {
  return (
    <ActionForm
      action={renewKeyAction}
      hidden={{ credentialId: id, ...(expiresAt && { expiresAt: expiresAt.toISOString() }) }}
    >
      <SubmitButton>Renew</SubmitButton>
    </ActionForm>
  );
}

/** What can be done with a key that was replaced and still works. */
export function GraceForms({ credential: { id, lastFour } }: { credential: CredentialView }) {
  const hidden = { credentialId: id };
  return (
    <>
      <ConfirmDialog
        trigger="End the old one now"
        title={`${withEnding('End the old key', lastFour)} now?`}
        consequences={['Programs that still use it are refused.', 'The new key goes on working.']}
        action={endReplacedNowAction}
        hidden={hidden}
      />
      <ConfirmDialog
        trigger="Extend"
        triggerVariant="secondary"
        confirmVariant="primary"
        title={`${withEnding('Let the old key', lastFour)} work longer?`}
        consequences={['Both keys work until then.', 'A replaced key works for at most 30 days.']}
        action={extendGraceAction}
        hidden={hidden}
      >
        <RadioGroup name="extension" label="The old key stops working" defaultValue="24h">
          <Radio value="1h" label="In 1 hour" />
          <Radio value="24h" label="In 24 hours" />
          <Radio value="7d" label="In 7 days" />
        </RadioGroup>
      </ConfirmDialog>
    </>
  );
}

/** Blocks a key without ending it, or lets it work again; for super admins. */
export function SuspensionForms({ credential: { id, lastFour, suspendedAt } }: { credential: CredentialView }) {
  if (suspendedAt) {
    return (
      <ActionForm action={resumeKeyAction} hidden={{ credentialId: id }}>
        <SubmitButton variant="secondary">Resume key</SubmitButton>
      </ActionForm>
    );
  }
  return (
    <ConfirmDialog
      trigger="Suspend key"
      triggerVariant="ghost"
      title={`${withEnding('Suspend the key', lastFour)}?`}
      consequences={[
        'Programs that use it are refused within seconds.',
        'The key stays the same: after Resume it works again, with its own expiry.',
      ]}
      action={suspendKeyAction}
      hidden={{ credentialId: id }}
    />
  );
}

/** Ends every key of an app, after its name was typed. */
export function EndAllDialog({ app, count }: { app: { id: string; name: string }; count: number }) {
  return (
    <ConfirmDialog
      trigger="End all keys"
      title={`End all keys of ${app.name}?`}
      consequences={[
        count === 1 ? '1 key ends, for good.' : `${count} keys end, for good.`,
        'Programs that use them are refused. Keys that wait to be generated cannot be generated any more.',
        'The app and its open requests stay. To go on you ask for access again.',
      ]}
      typeName={app.name}
      action={endAllKeysAction}
      hidden={{ appId: app.id }}
    />
  );
}
