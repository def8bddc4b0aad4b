import { AppWindow } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { z } from 'zod';
import { Badge, StatusBadge } from '@/components/ui/badge';
import { EmptyState } from '@/components/ui/empty-state';
import { FilterBar } from '@/components/ui/filter-bar';
import { PageHeader } from '@/components/ui/page-header';
import { Pagination } from '@/components/ui/pagination';
import { Table, TBody, TCell, TH, THead, TRow } from '@/components/ui/table';
import { Time } from '@/components/ui/time';
import { type AdminAppLine, listAllApps } from '@/core/apps/list-all-apps';
import { requireAdmin } from '@/server/context';
import { cursor } from '@/server/list-cursor';
import { addressWith } from '../address-with';

export const metadata: Metadata = { title: 'Apps' };

const PATH = '/admin/apps';
const query = z.object({
  q: z.string().max(200).catch(''),
  organization: z.union([z.uuid(), z.literal('')]).catch(''),
  show: z.enum(['problems', 'review', 'found', 'deleted', '']).catch(''),
  after: cursor,
  before: cursor,
});

export default async function AdminAppsPage({ searchParams }: PageProps<'/admin/apps'>) {
  const ctx = await requireAdmin(PATH);
  const { after, before, ...asked } = query.parse(await searchParams);
  const { q, organization, show } = asked;
  const filters = { search: q, organizationId: organization, show: show || undefined };
  const page = await listAllApps(ctx, filters, { after, before });
  const isFiltered = Object.values(asked).some(Boolean);
  return (
    <>
      <PageHeader title="Apps" description="Every app of every organization, newest first." />
      <div className="mt-4 grid gap-4">
        <FilterBar
          action={PATH}
          search={{ label: 'Search by app, organization or owner', placeholder: 'Search apps', value: q }}
          filters={[{ name: 'show', label: 'Show', value: show, options: SHOWN }]}
          {...(organization !== '' && { hidden: { organization } })}
          resetHref={isFiltered ? PATH : undefined}
        />
        {organization && (
          <p className="text-ink-muted text-sm">
            Only apps of {page.rows[0]?.organizationName ?? 'one organization'}.{' '}
            <Link href={addressWith(PATH, { ...asked, organization: '' })} className="link">
              Show all organizations
            </Link>
          </p>
        )}
        {page.rows.length > 0 ? <AppTable apps={page.rows} now={ctx.now()} /> : <NoApps isFiltered={isFiltered} />}
        <Pagination
          previousHref={page.before && addressWith(PATH, { ...asked, before: page.before })}
          nextHref={page.after && addressWith(PATH, { ...asked, after: page.after })}
        />
      </div>
    </>
  );
}

const SHOWN = [
  { value: '', label: 'Apps in use' },
  { value: 'problems', label: 'With a failed key' },
  { value: 'review', label: 'Not confirmed as needed' },
  { value: 'found', label: 'With a key found in the open' },
  { value: 'deleted', label: 'Deleted' },
];

function NoApps({ isFiltered }: { isFiltered: boolean }) {
  if (isFiltered) return <EmptyState title="No app matches" description="Change the search or what is shown." />;
  return (
    <EmptyState
      icon={<AppWindow aria-hidden="true" />}
      title="No apps yet"
      description="Developers create one when they request access."
    />
  );
}

function AppTable({ apps, now }: { apps: readonly AdminAppLine[]; now: Date }) {
  return (
    <Table label="Apps">
      <THead>
        <TH>App</TH>
        <TH>Organization</TH>
        <TH hideBelow="md">Owner</TH>
        <TH>Keys</TH>
        <TH hideBelow="sm">Requests</TH>
        <TH hideBelow="sm">Created</TH>
      </THead>
      <TBody>
        {apps.map((app) => (
          <TRow key={app.id}>
            <TCell rowHeader>
              <Link href={`${PATH}/${app.id}`} className="link">
                {app.name}
              </Link>{' '}
              {app.deletedAt && <Badge tone="danger">Deleted</Badge>}
            </TCell>
            <TCell>
              <Link href={addressWith(PATH, { organization: app.organizationId })} className="hover:underline">
                {app.organizationName}
              </Link>
            </TCell>
            <TCell hideBelow="md">
              {app.ownerName ?? <span className="text-ink-muted">Gone</span>}
              {app.ownerEmail && <span className="block text-ink-muted text-xs">{app.ownerEmail}</span>}
            </TCell>
            <TCell>
              <KeyCounts app={app} />
            </TCell>
            <TCell hideBelow="sm">
              {app.pendingRequests > 0 ? (
                <StatusBadge tone="warning">{app.pendingRequests} pending</StatusBadge>
              ) : (
                <span className="text-ink-muted">None pending</span>
              )}
            </TCell>
            <TCell hideBelow="sm">
              <Time value={app.createdAt} now={now} />
            </TCell>
          </TRow>
        ))}
      </TBody>
    </Table>
  );
}

function KeyCounts({ app: { activeKeys, waitingKeys, failedKeys } }: { app: AdminAppLine }) {
  if (activeKeys + waitingKeys + failedKeys === 0) return <span className="text-ink-muted">None</span>;
  return (
    <span className="flex flex-wrap gap-1">
      {activeKeys > 0 && <StatusBadge tone="success">{activeKeys} active</StatusBadge>}
      {waitingKeys > 0 && <StatusBadge tone="neutral">{waitingKeys} not generated</StatusBadge>}
      {failedKeys > 0 && <StatusBadge tone="danger">{failedKeys} failed</StatusBadge>}
    </span>
  );
}
