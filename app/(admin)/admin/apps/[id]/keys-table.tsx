import { ActionForm } from '@/components/ui/action-form';
import { StatusBadge, type Tone } from '@/components/ui/badge';
import { Card } from '@/components/ui/card';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { SubmitButton } from '@/components/ui/submit-button';
import { Table, TBody, TCell, TH, THead, TRow } from '@/components/ui/table';
import { Time } from '@/components/ui/time';
import type { CredentialView } from '@/core/credentials/credential-view';
import { resumeKeyAction, retryKeyAction, revokeKeyAction, suspendKeyAction } from '../actions';

type May = { revoke: boolean; suspend: boolean; retry: boolean };

/** The states of an app's keys. No admin ever sees a key itself. */
export function KeysTable({ keys, now, may }: { keys: readonly CredentialView[]; now: Date; may: May }) {
  if (keys.length === 0) {
    return (
      <Card title="Keys">
        <p className="text-ink-muted">This app has no key yet.</p>
      </Card>
    );
  }
  return (
    <Table label="Keys">
      <THead>
        <TH>Key</TH>
        <TH>State</TH>
        <TH hideBelow="md">Plan</TH>
        <TH hideBelow="lg">Generated</TH>
        <TH hideBelow="lg">Expires</TH>
        <TH label="Acts" align="end" />
      </THead>
      <TBody>
        {keys.map((key) => (
          <TRow key={key.id}>
            <TCell rowHeader>
              {key.name}
              <span className="block font-normal text-ink-muted text-xs">
                {key.lastFour && `ends in ${key.lastFour}, `}generation {key.generation}
              </span>
            </TCell>
            <TCell>
              <KeyState credential={key} now={now} />
            </TCell>
            <TCell hideBelow="md">{key.planName}</TCell>
            <TCell hideBelow="lg">
              {key.activeAt ? <Time value={key.activeAt} now={now} /> : <span className="text-ink-muted">Not yet</span>}
              {key.claimedByName && <span className="block text-ink-muted text-xs">by {key.claimedByName}</span>}
            </TCell>
            <TCell hideBelow="lg">{key.expiresAt ? <Time value={key.expiresAt} now={now} /> : 'Never'}</TCell>
            <TCell align="end">
              <Acts credential={key} may={may} />
            </TCell>
          </TRow>
        ))}
      </TBody>
    </Table>
  );
}

const STATES: Record<CredentialView['status'], { tone: Tone; word: string }> = {
  awaiting_claim: { tone: 'info', word: 'To be generated' },
  provisioning: { tone: 'info', word: 'Being made' },
  active: { tone: 'success', word: 'Active' },
  revoking: { tone: 'warning', word: 'Being revoked' },
  revoked: { tone: 'neutral', word: 'Revoked' },
  failed: { tone: 'danger', word: 'Failed' },
};

function KeyState({ credential, now }: { credential: CredentialView; now: Date }) {
  const { status, suspendedAt, isExpired, endsAt, progress, revokedAt } = credential;
  const plain = STATES[status];
  const shown =
    status === 'active' && suspendedAt
      ? { tone: 'warning' as const, word: 'Suspended' }
      : status === 'active' && isExpired
        ? { tone: 'neutral' as const, word: 'Expired' }
        : plain;
  return (
    <>
      <StatusBadge tone={shown.tone}>{shown.word}</StatusBadge>
      <span className="mt-0.5 block max-w-xs text-ink-muted text-xs [overflow-wrap:anywhere]">
        {endsAt && status === 'active' && (
          <>
            Replaced, ends <Time value={endsAt} now={now} />
          </>
        )}
        {revokedAt && <Time value={revokedAt} now={now} />}
        {progress?.trouble}
      </span>
    </>
  );
}

function Acts({ credential, may }: { credential: CredentialView; may: May }) {
  const { id, status, suspendedAt, lastFour, app } = credential;
  const hidden = { credentialId: id };
  const isEnding = status === 'revoking' || status === 'revoked';
  return (
    <span className="inline-flex flex-wrap justify-end gap-2">
      {may.retry && status === 'failed' && (
        <ActionForm action={retryKeyAction} hidden={hidden}>
          <SubmitButton size="sm" variant="secondary">
            Try again
          </SubmitButton>
        </ActionForm>
      )}
      {may.suspend && status === 'active' && (
        <ActionForm action={suspendedAt ? resumeKeyAction : suspendKeyAction} hidden={hidden}>
          <SubmitButton size="sm" variant="secondary">
            {suspendedAt ? 'Resume key' : 'Suspend key'}
          </SubmitButton>
        </ActionForm>
      )}
      {may.revoke && !isEnding && (
        <ConfirmDialog
          trigger="Revoke key"
          triggerSize="sm"
          title={`Revoke the key of ${app.name}?`}
          consequences={[
            lastFour
              ? `The key that ends in ${lastFour} stops working, wherever it is used.`
              : 'It cannot be generated any more.',
            'This cannot be taken back.',
          ]}
          action={revokeKeyAction}
          hidden={hidden}
        >
          <Field name="reason" label="Reason" required={false} hint="It stands in the history.">
            <Input maxLength={1000} autoComplete="off" />
          </Field>
        </ConfirmDialog>
      )}
    </span>
  );
}
