import { AppWindow } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { StatusBadge } from '@/components/ui/badge';
import { ButtonLink } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import { Table, TBody, TCell, TH, THead, TRow } from '@/components/ui/table';
import { Time } from '@/components/ui/time';
import { type AppLine, listApps } from '@/core/apps/list-apps';
import { requireDeveloper } from '@/server/context';
import { FoundingHint } from '../founding-hint';
import { OwnerlessApps } from './ownerless-apps';
import { sharingWords } from './sharing-words';

export const metadata: Metadata = { title: 'My apps' };

export default async function AppsPage() {
  const ctx = await requireDeveloper('/apps');
  const apps = await listApps(ctx);
  return (
    <>
      <PageHeader
        title="My apps"
        description="Programs that call the APIs, with their keys."
        actions={
          apps.length > 0 && (
            <>
              <ButtonLink href="/usage">Usage</ButtonLink>
              <ButtonLink href="/catalogs">Browse the catalogs</ButtonLink>
            </>
          )
        }
      />
      <div className="mt-6 grid gap-6">
        {apps.length === 0 ? (
          <EmptyState
            icon={<AppWindow aria-hidden="true" />}
            title="No apps yet"
            description="An app is made when you ask for access: put a product into your cart and name the program that will call it."
            action={
              <ButtonLink href="/catalogs" variant="primary">
                Browse the catalogs
              </ButtonLink>
            }
          />
        ) : (
          <AppsTable apps={apps} now={ctx.now()} organizationName={ctx.actor.organization.name} />
        )}
        <OwnerlessApps ctx={ctx} />
        {ctx.actor.organization.isDefault && <FoundingHint ctx={ctx} />}
      </div>
    </>
  );
}

function AppsTable({ apps, now, organizationName }: { apps: readonly AppLine[]; now: Date; organizationName: string }) {
  return (
    <Table label="Apps">
      <THead>
        <TH>Name</TH>
        <TH>Keys</TH>
        <TH hideBelow="md">Shared with</TH>
        <TH hideBelow="md">Owner</TH>
        <TH hideBelow="sm">Created</TH>
      </THead>
      <TBody>
        {apps.map((app) => (
          <TRow key={app.id}>
            <TCell rowHeader>
              <Link href={`/apps/${app.id}`} className="link">
                {app.name}
              </Link>
              {app.description && (
                <span className="block max-w-md truncate font-normal text-ink-muted text-sm max-md:hidden">
                  {app.description}
                </span>
              )}
            </TCell>
            <TCell>
              <KeysOf app={app} />
            </TCell>
            <TCell hideBelow="md">{sharingWords(app, organizationName)}</TCell>
            <TCell hideBelow="md">{app.ownerName ?? 'Nobody any more'}</TCell>
            <TCell hideBelow="sm">
              <Time value={app.createdAt} now={now} />
            </TCell>
          </TRow>
        ))}
      </TBody>
    </Table>
  );
}

/** What works, what waits for the reader, what waits for an admin. */
function KeysOf({ app }: { app: AppLine }) {
  const { activeKeys, waitingKeys, failedKeys, pendingRequests } = app;
  if (activeKeys + waitingKeys + failedKeys + pendingRequests === 0) {
    return <span className="text-ink-muted">None</span>;
  }
  return (
    <span className="flex flex-wrap gap-1.5">
      {activeKeys > 0 && <StatusBadge tone="success">{`${activeKeys} active`}</StatusBadge>}
      {waitingKeys > 0 && <StatusBadge tone="info">{`${waitingKeys} to generate`}</StatusBadge>}
      {failedKeys > 0 && <StatusBadge tone="danger">{`${failedKeys} failed`}</StatusBadge>}
      {pendingRequests > 0 && <StatusBadge tone="warning">{`${pendingRequests} pending`}</StatusBadge>}
    </span>
  );
}
