import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { endAllKeysAction } from './actions';

/** Ends every key of an app, after its name was typed. */
export function EndAllDialog({ app, count }: { app: { id: string; name: string }; count: number }) {
  return (
    <ConfirmDialog
      trigger="End all keys"
      triggerSize="sm"
      title={`End all keys of ${app.name}?`}
      consequences={[
        count === 1 ? '1 key ends, for good.' : `${count} keys end, for good.`,
        'Programs that use them are refused. Keys that wait to be generated cannot be generated any more.',
        'The app and its open requests stay.',
      ]}
      typeName={app.name}
      action={endAllKeysAction}
      hidden={{ appId: app.id }}
    />
  );
}
