import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import { transferAppAction } from './actions';

/** Asks to whom, and says what changes and what does not. */
export function TransferDialog({
  app,
  targets,
  size,
}: {
  app: { id: string; name: string };
  targets: { id: string; name: string }[];
  size?: 'sm';
}) {
  return (
    <ConfirmDialog
      trigger="Transfer app"
      triggerVariant="secondary"
      {...(size && { triggerSize: size })}
      title={`Transfer ${app.name}?`}
      consequences={['It gets a new owner, who is told.', 'Its keys go on working, and who can use it stays the same.']}
      confirmVariant="primary"
      action={transferAppAction}
      hidden={{ appId: app.id }}
    >
      <Field name="toUserId" label="New owner">
        <Select
          placeholder="Choose a colleague"
          options={targets.map(({ id, name }) => ({ value: id, label: name }))}
        />
      </Field>
    </ConfirmDialog>
  );
}
