import type { Metadata } from 'next';
import Link from 'next/link';
import { RequestStatus } from '@/components/asking/request-status';
import { Badge } from '@/components/ui/badge';
import { ButtonLink } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { EmptyState } from '@/components/ui/empty-state';
import { Facts } from '@/components/ui/facts';
import { PageHeader, SectionHeader } from '@/components/ui/page-header';
import { Table, TBody, TCell, TH, THead, TRow } from '@/components/ui/table';
import { Time } from '@/components/ui/time';
import { type AppDetail, getAppAndHashes } from '@/core/apps/get-app';
import { requireDeveloper } from '@/server/context';
import { orNotFound } from '@/server/or-not-found';
import { UsageSection } from '../../usage/usage-section';
import { deleteAppAction } from '../actions';
import { sharingWords } from '../sharing-words';
import { AppForm } from './app-form';
import { CredentialsSection } from './credentials-section';
import { ReviewBanner } from './review-banner';
import { TransferSection } from './transfer-section';

export const metadata: Metadata = { title: 'App' };

export default async function AppPage({ params }: PageProps<'/apps/[id]'>) {
  const { id } = await params;
  const ctx = await requireDeveloper(`/apps/${id}`);
  const { app, keyHashes } = await orNotFound(getAppAndHashes(ctx, { appId: id }));
  const now = ctx.now();
  return (
    <>
      <PageHeader
        crumbs={[{ href: '/apps', label: 'My apps' }]}
        title={app.name}
        badge={<Badge>{sharingWords(app, app.organization.name)}</Badge>}
        {...(app.description && { description: app.description })}
        actions={<ButtonLink href={`/apps/${app.id}/usage`}>Usage</ButtonLink>}
      />
      <div className="mt-8 grid gap-10">
        <ReviewBanner app={app} now={now} />
        <CredentialsSection appId={app.id} />
        <UsageSection ctx={ctx} of={{ appId: app.id, hashes: keyHashes }} href={`/apps/${app.id}/usage`} />
        <Requests app={app} now={now} />
        <section aria-labelledby="about" className="grid gap-4">
          <SectionHeader id="about" title="About this app" />
          <div className="grid items-start gap-6 lg:grid-cols-[3fr_2fr]">
            {app.mayChange && <AppForm app={app} isOwner={app.owner?.id === ctx.actor.userId} />}
            <AppFacts app={app} now={now} />
          </div>
        </section>
        <TransferSection app={app} />
        {app.mayDelete && <DangerZone app={app} />}
      </div>
    </>
  );
}

function Requests({ app, now }: { app: AppDetail; now: Date }) {
  return (
    <section aria-labelledby="requests" className="grid gap-4">
      <SectionHeader id="requests" title="Requests" />
      {app.requests.length === 0 ? (
        <EmptyState title="No open requests" description="Declined and cancelled ones are in your list of requests." />
      ) : (
        <Table label="Requests of this app">
          <THead>
            <TH>Products</TH>
            <TH>State</TH>
            <TH hideBelow="sm">Plan</TH>
            <TH hideBelow="sm">Requested</TH>
          </THead>
          <TBody>
            {app.requests.map((request) => (
              <TRow key={request.id}>
                <TCell rowHeader>
                  <Link href={`/requests/${request.id}`} className="link">
                    {request.productNames}
                  </Link>
                  {request.isChange && <span className="block text-ink-muted text-sm">Change of a key</span>}
                </TCell>
                <TCell>
                  <RequestStatus status={request.status} />
                </TCell>
                <TCell hideBelow="sm">{request.planName}</TCell>
                <TCell hideBelow="sm">
                  <Time value={request.createdAt} now={now} />
                </TCell>
              </TRow>
            ))}
          </TBody>
        </Table>
      )}
    </section>
  );
}

function AppFacts({ app, now }: { app: AppDetail; now: Date }) {
  return (
    <Card>
      <Facts
        facts={[
          { label: 'Owner', value: app.owner?.name ?? 'Nobody any more' },
          !app.organization.isDefault && { label: 'Organization', value: app.organization.name },
          { label: 'Used by', value: sharingWords(app, app.organization.name) },
          { label: 'Created', value: <Time value={app.createdAt} now={now} /> },
          app.confirmedAt && {
            label: 'Confirmed as needed',
            value: (
              <>
                <Time value={app.confirmedAt} now={now} />
                {app.confirmedByName && ` by ${app.confirmedByName}`}
              </>
            ),
          },
        ]}
      />
    </Card>
  );
}

function DangerZone({ app }: { app: AppDetail }) {
  const keys = app.activeKeys;
  const consequences = [
    keys > 0 ? `${keys === 1 ? '1 key stops' : `${keys} keys stop`} working.` : 'It has no key that works.',
    ...(app.waitingKeys > 0 ? ['What was approved and not generated yet cannot be generated any more.'] : []),
    ...(app.pendingRequests > 0 ? ['What waits for a decision is cancelled.'] : []),
    'This cannot be taken back.',
  ];
  return (
    <section aria-labelledby="danger" className="grid gap-4">
      <SectionHeader id="danger" title="Delete this app" />
      <Card>
        <div className="flex flex-wrap items-center justify-between gap-4">
          <p className="text-ink-muted">{consequences.slice(0, -1).join(' ')}</p>
          <ConfirmDialog
            trigger="Delete app"
            title={`Delete ${app.name}?`}
            consequences={consequences}
            action={deleteAppAction}
            hidden={{ appId: app.id }}
            {...(keys > 1 && { typeName: app.name })}
          />
        </div>
      </Card>
    </section>
  );
}
