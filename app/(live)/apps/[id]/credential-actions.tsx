import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { Radio, RadioGroup } from '@/components/ui/radio-group';
import type { CredentialView } from '@/core/credentials/credential-view';
import { withEnding } from '@/core/credentials/with-ending';
import type { Permission } from '@/core/policy';
import { regenerateKeyAction, revokeKeyAction, showKeyAction } from '../../keys/actions';
import { GraceForms, SuspensionForms } from '../../keys/care-forms';
import { KeyForm } from '../../keys/key-form';
import { KeyTestForm } from '../../keys/key-test-form';
import { ResendForm } from './resend-form';
import { RetryForm } from './retry-form';

type Props = { credential: CredentialView; may: (permission: Permission) => boolean };

/** What can be done with a key in its state, by whom may do it. The verbs refuse the rest all the same. */
export function CredentialActions({ credential, may }: Props) {
  const { id, status } = credential;
  const hidden = { credentialId: id };
  const appHref = `/apps/${credential.app.id}`;
  const isEnding = status === 'revoking' || status === 'revoked';
  if (isEnding) return null;
  return (
    <div className="grid gap-4">
      {/* One form for all states: a refresh must not take a key away that it shows, least of all one shown once. */}
      <KeyForm
        action={showKeyAction}
        hidden={hidden}
        label={buttonOf(credential, may)}
        variant={status === 'active' ? 'secondary' : 'primary'}
        appHref={appHref}
      />
      {status === 'active' && may('credential.reveal') && <KeyTestForm credentialId={id} apis={credential.apis} />}
      <Acts credential={credential} may={may} />
    </div>
  );
}

function Acts({ credential, may }: Props) {
  const { id, status, retiringAt, suspendedAt, isExpired, isSuspendedByProvider } = credential;
  const isActive = status === 'active';
  const isCurrent = isActive && !retiringAt;
  return (
    <div className="flex flex-wrap gap-2">
      {isCurrent && !suspendedAt && may('credential.regenerate') && <Regenerate credential={credential} />}
      {isActive && retiringAt && may('credential.extend') && <GraceForms credential={credential} />}
      {!retiringAt && may('credential.revoke') && status !== 'awaiting_claim' && <Revoke credential={credential} />}
      {isActive && !isExpired && !isSuspendedByProvider && may('credential.suspend') && (
        <SuspensionForms credential={credential} />
      )}
      {status === 'failed' && may('credential.retry') && <RetryForm credentialId={id} />}
      {status === 'awaiting_claim' && may('credential.claim') && <ResendForm credentialId={id} />}
    </div>
  );
}

function buttonOf(
  { status, isShowable }: CredentialView,
  may: (permission: Permission) => boolean,
): 'Generate key' | 'Reveal key' | null {
  if (status === 'awaiting_claim') return may('credential.claim') ? 'Generate key' : null;
  return status === 'active' && isShowable && may('credential.reveal') ? 'Reveal key' : null;
}

function Regenerate({ credential }: { credential: CredentialView }) {
  return (
    <ConfirmDialog
      trigger="Regenerate key"
      triggerVariant="secondary"
      title={`${withEnding('Regenerate the key', credential.lastFour)}?`}
      consequences={['A new key with the same rights is made.', 'The old one works until its grace period ends.']}
      confirmVariant="primary"
      action={regenerateKeyAction}
      hidden={{ credentialId: credential.id }}
    >
      <RadioGroup name="grace" label="The old key stops working" defaultValue={credential.foundAt ? 'now' : '24h'}>
        <Radio value="now" label="Now" hint="For a key that has leaked." />
        <Radio value="1h" label="In 1 hour" />
        <Radio value="24h" label="In 24 hours" />
        <Radio value="7d" label="In 7 days" />
      </RadioGroup>
    </ConfirmDialog>
  );
}

function Revoke({ credential }: { credential: CredentialView }) {
  return (
    <ConfirmDialog
      trigger="Revoke key"
      title={`${withEnding('Revoke the key', credential.lastFour)}?`}
      consequences={[
        '1 key stops working, for good. Programs that use it are refused.',
        'To go on you regenerate it first, or ask for access again.',
      ]}
      action={revokeKeyAction}
      hidden={{ credentialId: credential.id }}
    />
  );
}
