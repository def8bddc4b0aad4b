import { KeyRound } from 'lucide-react';
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
import { RefreshWhileMoving } from '../../keys/refresh-while-moving';
import { CredentialActions } from './credential-actions';
import { credentialWords } from './credential-words';

const REFRESH_SECONDS = 4;

/** The keys of an app: their states in words, and what can be done with each. */
export async function CredentialsSection({ appId }: { appId: string }) {
  const ctx = await getContext();
  const credentials = await listCredentials(ctx, { appId });
  const isMoving = credentials.some(({ status }) => status === 'provisioning' || status === 'revoking');
  const living = credentials.filter(({ status }) => status !== 'revoked');
  const ended = credentials.filter(({ status }) => status === 'revoked');
  return (
    <section aria-labelledby="keys" className="grid gap-4">
      <SectionHeader id="keys" title="Keys" />
      {isMoving && <RefreshWhileMoving seconds={REFRESH_SECONDS} />}
      {credentials.length === 0 && (
        <EmptyState
          icon={<KeyRound aria-hidden="true" />}
          title="No keys yet"
          description="A key appears here when a request of this app is approved."
        />
      )}
      {[...living, ...ended].map((credential) => (
        <Credential
          key={credential.id}
          credential={credential}
          now={ctx.now()}
          may={(permission) => can(ctx.actor, permission, credential.app)}
        />
      ))}
    </section>
  );
}

type Props = { credential: CredentialView; now: Date; may: (permission: Permission) => boolean };

function Credential({ credential, now, may }: Props) {
  const { tone, label, sentence } = credentialWords(credential);
  return (
    <Card
      headingLevel={3}
      title={credential.name || credential.planName}
      {...(sentence && { description: sentence })}
      actions={<StatusBadge tone={tone}>{label}</StatusBadge>}
    >
      <div className="grid gap-5">
        <Facts layout="columns" facts={factsOf(credential, now)} />
        <CredentialActions credential={credential} may={may} />
      </div>
    </Card>
  );
}

function factsOf(credential: CredentialView, now: Date) {
  const { lastFour, expiresAt, endsAt, revokedAt, activeAt, claimedByName, status } = credential;
  const isReplaced = status === 'active' && endsAt;
  return [
    lastFour !== '' && { label: 'Key', value: <code>…{lastFour}</code> },
    { label: 'Plan', value: credential.planName },
    activeAt && { label: 'Made', value: <Time value={activeAt} now={now} /> },
    claimedByName && { label: 'Made by', value: claimedByName },
    isReplaced && { label: 'Stops working', value: <Time value={endsAt} now={now} /> },
    !isReplaced &&
      status === 'active' && { label: 'Expires', value: expiresAt ? <Time value={expiresAt} now={now} /> : 'Never' },
    revokedAt && { label: 'Ended', value: <Time value={revokedAt} now={now} /> },
  ].map((fact) => fact || null);
}
