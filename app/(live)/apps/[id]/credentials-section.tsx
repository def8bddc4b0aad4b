import { KeyRound } from 'lucide-react';
import Link from 'next/link';
import { Alert } from '@/components/ui/alert';
import { StatusBadge } from '@/components/ui/badge';
import { Card } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { Facts } from '@/components/ui/facts';
import { SectionHeader } from '@/components/ui/page-header';
import { Time } from '@/components/ui/time';
import type { CredentialView } from '@/core/credentials/credential-view';
import { listCredentials } from '@/core/credentials/list-credentials';
import { can, type Permission } from '@/core/policy';
import { getContext } from '@/server/context';
import { EndAllDialog } from '../../keys/care-forms';
import { RefreshWhileMoving } from '../../keys/refresh-while-moving';
import { CredentialActions } from './credential-actions';
import { credentialWords } from './credential-words';

const REFRESH_SECONDS = 4;

/** The keys of an app: their states in words, and what can be done with each. */
export async function CredentialsSection({ appId }: { appId: string }) {
  const ctx = await getContext();
  const credentials = await listCredentials(ctx, { appId });
  const isMoving = credentials.some(({ status }) => status === 'provisioning' || status === 'revoking');
  const living = withTheirSuccessors(credentials.filter(({ status }) => status !== 'revoked'));
  const ended = credentials.filter(({ status }) => status === 'revoked');
  const [first] = credentials;
  const endable = living.filter(({ status }) => status !== 'revoking');
  return (
    <section aria-labelledby="keys" className="grid gap-4">
      <SectionHeader
        id="keys"
        title="Keys"
        actions={
          first &&
          endable.length > 1 &&
          can(ctx.actor, 'credential.end_all', first.app) && <EndAllDialog app={first.app} count={endable.length} />
        }
      />
      {isMoving && <RefreshWhileMoving seconds={REFRESH_SECONDS} />}
      {credentials.length === 0 && (
        <EmptyState
          icon={<KeyRound aria-hidden="true" />}
          title="No keys yet"
          description="A key appears here when a request of this app is approved."
        />
      )}
      {/* One grid for all: a card that gets a neighbour stays the same card, with the key that it may be showing. */}
      <div className="grid items-start gap-4 lg:grid-cols-2">
        {[...living, ...ended].map((credential) => (
          <Credential
            key={credential.id}
            credential={credential}
            isOneOfTwo={isOneOfTwo(credential, living)}
            now={ctx.now()}
            may={(permission) => can(ctx.actor, permission, credential.app)}
          />
        ))}
      </div>
    </section>
  );
}

/** The keys of one request stand together, the newest first, where the newest of them stood. */
function withTheirSuccessors(credentials: readonly CredentialView[]): CredentialView[] {
  const requests = [...new Set(credentials.map(({ accessRequestId }) => accessRequestId))];
  return requests.flatMap((id) => credentials.filter(({ accessRequestId }) => accessRequestId === id));
}

/** An old key and the new one in its place, both still at work: side by side. */
function isOneOfTwo({ status, accessRequestId }: CredentialView, all: readonly CredentialView[]): boolean {
  const isAtWork = (key: CredentialView) => key.accessRequestId === accessRequestId && key.status === 'active';
  return status === 'active' && all.filter(isAtWork).length === 2;
}

type Props = {
  credential: CredentialView;
  isOneOfTwo: boolean;
  now: Date;
  may: (permission: Permission) => boolean;
};

function Credential({ credential, isOneOfTwo, now, may }: Props) {
  const { tone, label, sentence } = credentialWords(credential);
  return (
    <Card
      headingLevel={3}
      className={isOneOfTwo ? 'h-full' : 'lg:col-span-2'}
      title={
        <Link href={`/apps/${credential.app.id}/keys/${credential.id}`} className="link">
          {credential.name || credential.planName}
        </Link>
      }
      {...(sentence && { description: sentence })}
      actions={<StatusBadge tone={tone}>{label}</StatusBadge>}
    >
      <div className="grid gap-5">
        {credential.foundAt && credential.status === 'active' && (
          <Alert tone="danger" title="Somebody found this key in the open">
            {credential.retiringAt
              ? 'A new key is in its place already: end this one now.'
              : 'Regenerate it with “Now”, or revoke it if nothing uses it.'}
          </Alert>
        )}
        <Facts layout="columns" facts={factsOf(credential, now)} />
        <CredentialActions credential={credential} may={may} />
      </div>
    </Card>
  );
}

function factsOf(credential: CredentialView, now: Date) {
  const { lastFour, expiresAt, endsAt, revokedAt, activeAt, claimedByName, lastUsedAt, status } = credential;
  const isReplaced = status === 'active' && endsAt;
  return [
    lastFour !== '' && { label: 'Key', value: <code>…{lastFour}</code> },
    { label: 'Plan', value: credential.planName },
    activeAt && { label: 'Made', value: <Time value={activeAt} now={now} /> },
    claimedByName && { label: 'Made by', value: claimedByName },
    lastUsedAt && status === 'active' && { label: 'Last used', value: <Time value={lastUsedAt} now={now} /> },
    isReplaced && { label: 'Stops working', value: <Time value={endsAt} now={now} /> },
    !isReplaced &&
      status === 'active' && { label: 'Expires', value: expiresAt ? <Time value={expiresAt} now={now} /> : 'Never' },
    revokedAt && { label: 'Ended', value: <Time value={revokedAt} now={now} /> },
  ].map((fact) => fact || null);
}
