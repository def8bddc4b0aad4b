import { Alert } from '@/components/ui/alert';
import { Time } from '@/components/ui/time';
import type { KeyDetail } from '@/core/credentials/get-key';
import type { Permission } from '@/core/policy';
import { RenewForm } from '../../../../keys/care-forms';
import { ConfirmForm } from '../../review-banner';

/** What has to be done about a key soon, the most urgent first. */
export function KeyAlerts({
  detail: { key, renewal },
  now,
  may,
}: {
  detail: KeyDetail;
  now: Date;
  may: (permission: Permission) => boolean;
}) {
  const isLive = key.status === 'active';
  return (
    <>
      {isLive && key.foundAt && (
        <Alert tone="danger" title="Somebody found this key in the open">
          It was reported <Time value={key.foundAt} now={now} />. Whoever has it calls as you.{' '}
          {key.retiringAt
            ? 'A new key is in its place already: end this one now.'
            : 'Regenerate it with “Now”, or revoke it if nothing uses it.'}
        </Alert>
      )}
      {isLive && key.unusedWarnedAt && (
        <Alert
          tone="warning"
          title="Nobody seems to use this key"
          actions={may('app.confirm') && <ConfirmForm appId={key.app.id} />}
        >
          Its people were told <Time value={key.unusedWarnedAt} now={now} />. One call keeps it, and so does your word
          that the app is needed; otherwise it is ended.
        </Alert>
      )}
      {(renewal.isOpen || renewal.reason) && key.expiresAt && (
        <Alert
          tone="warning"
          title={key.isExpired ? 'This key has expired' : 'This key expires soon'}
          actions={renewal.isOpen && may('credential.renew') && <RenewForm credential={key} />}
        >
          {key.isExpired ? 'It stopped working ' : 'It stops working '}
          <Time value={key.expiresAt} now={now} />.{' '}
          {renewal.reason
            ? `It cannot be renewed. ${renewal.reason}`
            : 'Renew it: the same key gets the lifetime of its plan again, from today.'}
        </Alert>
      )}
    </>
  );
}
