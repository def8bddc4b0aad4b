import { Inbox } from 'lucide-react';
import type { Metadata } from 'next';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import { Pagination } from '@/components/ui/pagination';
import { listRequestFilterChoices } from '@/core/access-requests/list-filter-choices';
import { listReasons } from '@/core/decision-reasons/list-reasons';
import type { AdminActor } from '@/core/identity/actor';
import { getLateAfter } from '@/core/inbox/get-late-after';
import { listDecided } from '@/core/inbox/list-decided';
import { listInboxFilters } from '@/core/inbox/list-filters';
import { listHolders } from '@/core/inbox/list-holders';
import { listInbox } from '@/core/inbox/list-inbox';
import { can } from '@/core/policy';
import { type ContextOf, requireAdmin } from '@/server/context';
import { loadWaiting } from '../waiting';
import { HistoryTable } from './history-table';
import { InboxBar } from './inbox-bar';
import { InboxForm } from './inbox-form';
import { InboxKeyboard } from './inbox-keyboard';
import {
  decidedFiltersOf,
  filtersOf,
  INBOX_PATH,
  type InboxQuery,
  inboxHref,
  inboxQuery,
  isFiltered,
  keepable,
  openHref,
} from './inbox-query';
import { InboxTable } from './inbox-table';
import { InboxViews } from './inbox-views';
import { KeptFilters } from './kept-filters';
import { MatterPanel } from './matter-panel';

export const metadata: Metadata = { title: 'Requests' };

export default async function AdminRequestsPage({ searchParams }: PageProps<'/admin/requests'>) {
  const ctx = await requireAdmin(INBOX_PATH);
  const query = inboxQuery.parse(await searchParams);
  const [waits, choices, holders, kept] = await Promise.all([
    loadWaiting(),
    listRequestFilterChoices(ctx),
    listHolders(ctx),
    listInboxFilters(ctx),
  ]);
  const isQueue = query.show !== 'history';
  return (
    <>
      <PageHeader title="Requests" {...(isQueue && mayDecide(ctx) && { actions: <InboxKeyboard /> })} />
      <div className="mt-4 grid gap-4">
        <InboxViews
          query={query}
          waits={waits}
          {...(ctx.actor.productIds !== null && { kinds: ['request'] as const })}
        />
        <InboxBar query={query} choices={choices} holders={holders} />
        <KeptFilters kept={kept} query={keepable(query)} isKeepable={isQueue && isFiltered(query)} />
        {isQueue ? <Queue ctx={ctx} query={query} holders={holders} /> : <History ctx={ctx} query={query} />}
      </div>
    </>
  );
}

type Part = { ctx: ContextOf<AdminActor>; query: InboxQuery };

function mayDecide({ actor }: Part['ctx']): boolean {
  return can(actor, 'accessRequest.decide');
}

async function Queue({ ctx, query, holders }: Part & { holders: Awaited<ReturnType<typeof listHolders>> }) {
  const [page, lateAfterDays, reasons] = await Promise.all([
    listInbox(ctx, filtersOf(query), query.sort || 'oldest', query),
    getLateAfter(ctx),
    listReasons(ctx, { kind: 'decline' }),
  ]);
  const panel = query.open ? { closeHref: openHref(query, ''), lateAfterDays, reasons, holders } : null;
  return (
    <>
      {mayDecide(ctx) && <InboxForm me={ctx.actor.userId} holders={holders} reasons={reasons} />}
      <div className={panel ? 'grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_24rem]' : 'grid gap-4'}>
        {panel && (
          <div className="lg:order-last">
            <MatterPanel ctx={ctx} matter={query.open} {...panel} />
          </div>
        )}
        <div className="grid gap-4">
          {page.rows.length === 0 ? (
            <NothingWaits query={query} />
          ) : (
            <InboxTable
              lines={page.rows}
              now={ctx.now()}
              lateAfterDays={lateAfterDays}
              isSelectable={mayDecide(ctx)}
              opened={query.open}
              hrefOf={(matter) => openHref(query, matter)}
            />
          )}
          <Pages query={query} page={page} />
        </div>
      </div>
    </>
  );
}

async function History({ ctx, query }: Part) {
  const page = await listDecided(ctx, decidedFiltersOf(query), query);
  return (
    <>
      {page.rows.length === 0 ? <NothingDecided query={query} /> : <HistoryTable lines={page.rows} now={ctx.now()} />}
      <Pages query={query} page={page} />
    </>
  );
}

function Pages({ query, page }: { query: InboxQuery; page: { before: string | null; after: string | null } }) {
  return (
    <Pagination
      previousHref={page.before && inboxHref(query, { before: page.before })}
      nextHref={page.after && inboxHref(query, { after: page.after })}
    />
  );
}

function NothingWaits({ query }: { query: InboxQuery }) {
  if (isFiltered(query)) {
    return <EmptyState title="Nothing that waits matches" description="Change the search or the filters." />;
  }
  return (
    <EmptyState
      icon={<Inbox aria-hidden="true" />}
      title="Nobody waits"
      description="Access requests, developers and organizations that need a decision come in here, the oldest first. You get a mail for each."
    />
  );
}

function NothingDecided({ query }: { query: InboxQuery }) {
  if (isFiltered(query) || query.kind) {
    return <EmptyState title="Nothing that was decided matches" description="Change the search or the filters." />;
  }
  return <EmptyState title="Nothing was decided yet" description="What is approved or declined stands here." />;
}
