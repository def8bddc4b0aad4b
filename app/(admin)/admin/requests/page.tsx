import { Inbox } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { z } from 'zod';
import { requestStatusWord } from '@/components/asking/request-status';
import { EmptyState } from '@/components/ui/empty-state';
import { FilterBar } from '@/components/ui/filter-bar';
import { PageHeader } from '@/components/ui/page-header';
import { Pagination } from '@/components/ui/pagination';
import { type FilterChoices, listRequestFilterChoices } from '@/core/access-requests/list-filter-choices';
import { listAccessRequests } from '@/core/access-requests/list-requests';
import { can } from '@/core/policy';
import { requireAdmin } from '@/server/context';
import { loadWaiting } from '../waiting';
import { DecideForm } from './decide-form';
import { InboxKeyboard } from './inbox-keyboard';
import { RequestsTable } from './requests-table';

export const metadata: Metadata = { title: 'Requests' };

const PATH = '/admin/requests';
const decided = ['approved', 'fulfilled', 'declined', 'cancelled', 'withdrawn'] as const;

const query = z.object({
  show: z.enum(['waiting', 'history']).catch('waiting'),
  q: z.string().max(200).catch(''),
  plan: z.string().max(100).catch(''),
  catalog: z.union([z.uuid(), z.literal('')]).catch(''),
  status: z.enum(decided).optional().catch(undefined),
  after: z.string().max(100).optional().catch(undefined),
  before: z.string().max(100).optional().catch(undefined),
});
type Query = z.infer<typeof query>;

export default async function AdminRequestsPage({ searchParams }: PageProps<'/admin/requests'>) {
  const ctx = await requireAdmin(PATH);
  const asked = query.parse(await searchParams);
  const isQueue = asked.show === 'waiting';
  const page = await listAccessRequests(
    ctx,
    {
      status: isQueue ? 'pending' : (asked.status ?? 'decided'),
      search: asked.q,
      plan: asked.plan || undefined,
      catalogId: asked.catalog || undefined,
    },
    asked,
  );
  const choices = await listRequestFilterChoices(ctx);
  const { requests } = await loadWaiting();
  const mayDecide = isQueue && can(ctx.actor, 'accessRequest.decide');
  return (
    <>
      <PageHeader title="Requests" {...(mayDecide && page.rows.length > 0 && { actions: <InboxKeyboard /> })} />
      <div className="mt-4 grid gap-4">
        <Views isQueue={isQueue} waiting={requests.count} />
        <FilterBar
          action={PATH}
          search={{ label: 'Search requests', placeholder: 'App, person, company or product', value: asked.q }}
          filters={filters(asked, choices)}
          hidden={isQueue ? {} : { show: 'history' }}
          resetHref={isFiltered(asked) ? hrefOf({ show: asked.show }) : undefined}
        />
        {mayDecide && <DecideForm />}
        {page.rows.length === 0 ? (
          <Nothing query={asked} />
        ) : (
          <RequestsTable
            requests={page.rows}
            now={ctx.now()}
            view={isQueue ? 'queue' : 'history'}
            isSelectable={mayDecide}
          />
        )}
        <Pagination
          previousHref={page.before && hrefOf({ ...asked, after: undefined, before: page.before })}
          nextHref={page.after && hrefOf({ ...asked, after: page.after, before: undefined })}
        />
      </div>
    </>
  );
}

/** The queue and the history are one list in two orders: the view stands in the address. */
function Views({ isQueue, waiting }: { isQueue: boolean; waiting: number }) {
  return (
    <nav aria-label="Views" className="tab-nav">
      <Link href={PATH} aria-current={isQueue ? 'page' : undefined}>
        Waiting
        <span className="count">{waiting}</span>
      </Link>
      <Link href={hrefOf({ show: 'history' })} aria-current={isQueue ? undefined : 'page'}>
        History
      </Link>
    </nav>
  );
}

function filters(asked: Query, { plans, catalogs }: FilterChoices) {
  const states = decided.map((status) => ({ value: status, label: requestStatusWord(status) }));
  return [
    ...(asked.show === 'history'
      ? [
          {
            name: 'status',
            label: 'State',
            value: asked.status,
            options: [{ value: '', label: 'Every state' }, ...states],
          },
        ]
      : []),
    {
      name: 'plan',
      label: 'Plan',
      value: asked.plan,
      options: [{ value: '', label: 'Every plan' }, ...plans.map(({ slug, name }) => ({ value: slug, label: name }))],
    },
    {
      name: 'catalog',
      label: 'Catalog',
      value: asked.catalog,
      options: [{ value: '', label: 'Every catalog' }, ...catalogs.map(({ id, name }) => ({ value: id, label: name }))],
    },
  ];
}

function isFiltered({ q, plan, catalog, status }: Query): boolean {
  return [q, plan, catalog, status].some(Boolean);
}

function hrefOf(wanted: Partial<Query>): string {
  const given = Object.entries(wanted).filter(([name, value]) => value && !(name === 'show' && value === 'waiting'));
  const search = new URLSearchParams(given as [string, string][]).toString();
  return search ? `${PATH}?${search}` : PATH;
}

function Nothing({ query: asked }: { query: Query }) {
  if (isFiltered(asked))
    return <EmptyState title="No request matches" description="Change the search or the filters." />;
  if (asked.show === 'history') {
    return <EmptyState title="Nothing was decided yet" description="What is approved or declined stands here." />;
  }
  return (
    <EmptyState
      icon={<Inbox aria-hidden="true" />}
      title="Nobody waits"
      description="New access requests come in here, the oldest first. You get a mail for each."
    />
  );
}
