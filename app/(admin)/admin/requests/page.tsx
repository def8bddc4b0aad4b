import { Inbox } from 'lucide-react';
import type { Metadata } from 'next';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import { Pagination } from '@/components/ui/pagination';
import type { AdminActor } from '@/core/identity/actor';
import { getInboxTools, type InboxTools } from '@/core/inbox/get-tools';
import { listDecided } from '@/core/inbox/list-decided';
import { listInbox } from '@/core/inbox/list-inbox';
import { readMatter } from '@/core/inbox/matter';
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
  const opened = readMatter(query.open);
  const [waits, tools] = await Promise.all([
    loadWaiting(),
    getInboxTools(ctx, { openedRequestId: opened?.kind === 'request' ? opened.id : undefined }),
  ]);
  const showsWaiting = query.show !== 'history';
  const mayDecide = can(ctx.actor, 'accessRequest.decide');
  return (
    <>
      <PageHeader title="Requests" {...(showsWaiting && mayDecide && { actions: <InboxKeyboard /> })} />
      <div className="mt-4 grid gap-4">
        <InboxViews
          query={query}
          waits={waits}
          {...(ctx.actor.productIds !== null && { kinds: ['request'] as const })}
        />
        <InboxBar query={query} tools={tools} />
        <KeptFilters kept={tools.kept} query={keepable(query)} isKeepable={showsWaiting && isFiltered(query)} />
        {showsWaiting ? (
          <Waiting ctx={ctx} query={query} tools={tools} mayDecide={mayDecide} />
        ) : (
          <History ctx={ctx} query={query} />
        )}
      </div>
    </>
  );
}

type Part = { ctx: ContextOf<AdminActor>; query: InboxQuery };

async function Waiting({ ctx, query, tools, mayDecide }: Part & { tools: InboxTools; mayDecide: boolean }) {
  const page = await listInbox(ctx, filtersOf(query), query.sort || 'oldest', query);
  const panel = query.open ? (
    <MatterPanel ctx={ctx} matter={query.open} closeHref={openHref(query, '')} tools={tools} />
  ) : null;
  return (
    <>
      {mayDecide && (
        <InboxForm
          me={ctx.actor.userId}
          holders={tools.holders}
          reasons={tools.reasons}
          mayAssign={query.kind === '' || query.kind === 'request'}
        />
      )}
      <div className={panel ? 'grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_24rem]' : 'grid gap-4'}>
        <div className="grid gap-4">
          {page.rows.length === 0 ? (
            <NothingWaits query={query} />
          ) : (
            <InboxTable
              lines={page.rows}
              now={ctx.now()}
              lateAfterDays={tools.lateAfterDays}
              isSelectable={mayDecide}
              opened={query.open}
              hrefOf={(matter) => openHref(query, matter)}
            />
          )}
          <Pages query={query} page={page} />
        </div>
        {panel && <div className="max-lg:order-first">{panel}</div>}
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
