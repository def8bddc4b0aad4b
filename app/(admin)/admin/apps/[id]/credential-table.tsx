import Link from 'next/link';
import { Badge, StatusBadge } from '@/components/ui/badge';
import { Table, TBody, TCell, TH, THead, TRow } from '@/components/ui/table';
import { Time } from '@/components/ui/time';
import type { CredentialView } from '@/core/credentials/credential-view';
import type { Actor } from '@/core/identity/actor';
import { can } from '@/core/policy';
import { timelineHref } from '../../timeline-link';
import { credentialState } from '../credential-state';
import { RemoveImportForm, ResumeForm, RetryForm, RevokeDialog, SuspendDialog } from './credential-forms';

/** The keys of an app, newest first: what they are worth and what an admin can do about them. Never a key itself. */
export function CredentialTable({
  credentials,
  actor,
  now,
}: {
  credentials: readonly CredentialView[];
  actor: Actor;
  now: Date;
}) {
  return (
    <Table label="Keys">
      <THead>
        <TH>Key</TH>
        <TH>State</TH>
        <TH hideBelow="md">Plan</TH>
        <TH hideBelow="lg">Gateway</TH>
        <TH hideBelow="lg">Made</TH>
        <TH hideBelow="md">Ends</TH>
        <TH label="Acts" align="end" />
      </THead>
      <TBody>
        {credentials.map((key) => (
          <TRow key={key.id}>
            <TCell rowHeader>
              <Link href={timelineHref('credential', key.id)} className="link" title="Everything that happened to it">
                {key.name || 'Key'}
              </Link>
              <span className="block whitespace-nowrap font-normal text-ink-muted text-xs">
                {key.lastFour && <code>…{key.lastFour}</code>}{' '}
                {key.isImported ? (key.activeAt ? 'attached' : 'to be attached') : `generation ${key.generation}`}
              </span>
              {key.status === 'active' && key.foundAt && <Badge tone="danger">Found in the open</Badge>}
              {key.status === 'active' && key.unusedWarnedAt && <Badge tone="warning">Not used</Badge>}
            </TCell>
            <TCell className="min-w-40">
              <State credential={key} now={now} />
            </TCell>
            <TCell hideBelow="md">{key.planName}</TCell>
            <TCell hideBelow="lg">{key.gatewayName}</TCell>
            <TCell hideBelow="lg">
              <Made credential={key} now={now} />
            </TCell>
            <TCell hideBelow="md">
              <Ends credential={key} now={now} />
            </TCell>
            <TCell align="end" fit>
              <Acts credential={key} actor={actor} />
            </TCell>
          </TRow>
        ))}
      </TBody>
    </Table>
  );
}

/** How a dialog names it: the last four characters tell keys of the same products apart. */
function nameOf({ name, lastFour }: CredentialView): string {
  return [name || 'Key', lastFour && `…${lastFour}`].filter(Boolean).join(' ');
}

function State({ credential, now }: { credential: CredentialView; now: Date }) {
  const { word, tone } = credentialState(credential);
  const { progress, revokeReason } = credential;
  return (
    <>
      <StatusBadge tone={tone}>{word}</StatusBadge>
      {credential.status === 'active' && credential.suspendedAt && (
        <span className="mt-1 block text-ink-muted text-xs">
          Since <Time value={credential.suspendedAt} now={now} />
        </span>
      )}
      {progress && (
        <span className="mt-1 block text-ink-muted text-xs [overflow-wrap:anywhere]">
          {progress.trouble ?? STAGES[progress.stage]}
        </span>
      )}
      {revokeReason && (
        <span className="mt-1 block text-ink-muted text-xs [overflow-wrap:anywhere]">{revokeReason}</span>
      )}
    </>
  );
}

const STAGES = {
  asking: 'The gateway is being asked.',
  watching: 'The gateway has taken it; it is being watched.',
  seen_once: 'Seen at the gateway once; one look to go.',
};

function Made({ credential, now }: { credential: CredentialView; now: Date }) {
  if (!credential.activeAt) return <span className="text-ink-muted">Not yet</span>;
  return (
    <>
      <Time value={credential.activeAt} now={now} />
      {credential.claimedByName && <span className="block text-ink-muted text-xs">by {credential.claimedByName}</span>}
    </>
  );
}

function Ends({ credential, now }: { credential: CredentialView; now: Date }) {
  const end = credential.revokedAt ?? credential.endsAt ?? credential.expiresAt;
  return end ? <Time value={end} now={now} /> : <span className="text-ink-muted">Never</span>;
}

function Acts({ credential, actor }: { credential: CredentialView; actor: Actor }) {
  const { id: credentialId, app, status, isExpired, isImported, suspendedAt } = credential;
  const named = { credentialId, name: `${nameOf(credential)} of ${app.name}` };
  const maySuspend = can(actor, 'credential.suspend', app) && status === 'active' && !isExpired;
  const isFailedImport = status === 'failed' && isImported;
  const isOver = status === 'revoking' || status === 'revoked';
  return (
    <div className="flex justify-end gap-2 max-sm:flex-col">
      {status === 'failed' && can(actor, 'credential.retry', app) && <RetryForm {...named} />}
      {maySuspend && (suspendedAt ? <ResumeForm {...named} /> : <SuspendDialog {...named} />)}
      {isFailedImport && can(actor, 'credential.import', app) && <RemoveImportForm {...named} />}
      {!isOver && !isFailedImport && can(actor, 'credential.revoke', app) && (
        <RevokeDialog {...named} consequences={consequencesFor(credential)} />
      )}
    </div>
  );
}

function consequencesFor({ status, apis, retiringAt }: CredentialView): string[] {
  if (status === 'awaiting_claim') {
    return ['No key exists yet; none can be generated any more.', 'The confirmation link that was mailed is dead.'];
  }
  const count = apis.length === 1 ? '1 API' : `${apis.length} APIs`;
  const names = apis.map(({ name }) => name).join(', ');
  return [
    status === 'active' ? `The key stops working within seconds: ${count} (${names}).` : 'The key never comes to work.',
    retiringAt ? 'The key that replaced it goes on working.' : 'Whoever uses it needs a new request.',
    'This cannot be undone.',
  ];
}
