import type { Metadata } from 'next';
import { StatusBadge } from '@/components/ui/badge';
import { ButtonLink } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { PageHeader } from '@/components/ui/page-header';
import type { KeyDetail } from '@/core/credentials/get-key';
import { can, type Permission } from '@/core/policy';
import { requireDeveloper } from '@/server/context';
import { RenameDialog } from '../../../../keys/care-forms';
import { RefreshWhileMoving } from '../../../../keys/refresh-while-moving';
import { UsageSection } from '../../../../usage/usage-section';
import { CredentialActions } from '../../credential-actions';
import { credentialWords } from '../../credential-words';
import { ChangeAlert } from './change-alert';
import { KeyAlerts } from './key-alerts';
import { KeyAddresses, KeyFacts } from './key-facts';
import { KeyHistory, KeyReveals } from './key-history';
import { KeyQuota } from './key-quota';
import { loadKey } from './load-key';
import { OverlapCard } from './overlap-card';

export const metadata: Metadata = { title: 'Key' };

const REFRESH_SECONDS = 4;

export default async function KeyPage({ params }: PageProps<'/apps/[id]/keys/[key]'>) {
  const address = await params;
  const ctx = await requireDeveloper(`/apps/${address.id}/keys/${address.key}`);
  const detail = await loadKey(ctx, address);
  const { key } = detail;
  const may = (permission: Permission) => can(ctx.actor, permission, key.app);
  const now = ctx.now();
  const { tone, label, sentence } = credentialWords(key);
  const isMoving = key.status === 'provisioning' || key.status === 'revoking';
  const isOver = key.status === 'revoking' || key.status === 'revoked';
  return (
    <>
      <PageHeader
        crumbs={[
          { href: '/apps', label: 'My apps' },
          { href: `/apps/${key.app.id}`, label: key.app.name },
        ]}
        title={key.name || key.planName}
        badge={<StatusBadge tone={tone}>{label}</StatusBadge>}
        {...(sentence && { description: sentence })}
        actions={!isOver && may('credential.rename') && <RenameDialog credential={key} />}
      />
      {isMoving && <RefreshWhileMoving seconds={REFRESH_SECONDS} />}
      <div className="mt-8 grid gap-6">
        <KeyAlerts detail={detail} now={now} may={may} />
        <ChangeAlert ctx={ctx} credential={key} />
        <div className="grid items-start gap-6 lg:grid-cols-[3fr_2fr]">
          <div className="grid min-w-0 gap-6">
            <Card>
              <div className="grid gap-6">
                <KeyFacts detail={detail} now={now} />
                <CredentialActions credential={key} may={may} />
              </div>
            </Card>
            <OverlapCard detail={detail} now={now} />
            <Terms detail={detail} mayChange={may('credential.change_terms')} />
          </div>
          <div className="grid min-w-0 gap-6">
            <KeyQuota ctx={ctx} detail={detail} now={now} />
            <UsageSection ctx={ctx} of={{ credentialId: key.id }} href={`/apps/${key.app.id}/usage?key=${key.id}`} />
            <KeyReveals reveals={detail.reveals} now={now} />
            <KeyHistory history={detail.history} now={now} />
          </div>
        </div>
      </div>
    </>
  );
}

/** What the key opens and how much of it; the way to another plan or other products. */
function Terms({ detail, mayChange }: { detail: KeyDetail; mayChange: boolean }) {
  const { key } = detail;
  const isChangeable = mayChange && key.status === 'active' && !key.retiringAt;
  return (
    <Card
      title="What it opens"
      actions={
        isChangeable && (
          <ButtonLink href={`/apps/${key.app.id}/keys/${key.id}/change`} variant="secondary" size="sm">
            Change plan or products
          </ButtonLink>
        )
      }
    >
      <KeyAddresses detail={detail} />
    </Card>
  );
}
