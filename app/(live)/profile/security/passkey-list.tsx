import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { Time } from '@/components/ui/time';
import type { OwnPasskey } from '@/core/second-factors/get-second-factors';
import { removePasskeyAction } from './actions';

/** One's passkeys. */
export function PasskeyList({ passkeys, now }: { passkeys: readonly OwnPasskey[]; now: Date }) {
  if (passkeys.length === 0) return null;
  return (
    <ul className="grid divide-y divide-line">
      {passkeys.map(({ id, name, createdAt, lastUsedAt }) => (
        <li key={id} className="flex items-center justify-between gap-4 py-3 first:pt-0 last:pb-0">
          <div className="grid min-w-0 gap-0.5">
            <p className="font-medium [overflow-wrap:anywhere]">{name}</p>
            <p className="text-ink-muted text-sm">
              Added <Time value={createdAt} now={now} />,{' '}
              {lastUsedAt ? (
                <>
                  last used <Time value={lastUsedAt} now={now} />
                </>
              ) : (
                'never used'
              )}
            </p>
          </div>
          <ConfirmDialog
            trigger="Remove"
            triggerVariant="secondary"
            triggerSize="sm"
            title={`Remove the passkey “${name}”?`}
            consequences={['It no longer logs you in here. Delete it on the device as well.']}
            confirmLabel="Remove"
            action={removePasskeyAction}
            hidden={{ passkeyId: id }}
          />
        </li>
      ))}
    </ul>
  );
}
