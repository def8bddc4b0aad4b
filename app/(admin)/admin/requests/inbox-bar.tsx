import { Download } from 'lucide-react';
import { requestStatusWord } from '@/components/asking/request-status';
import { buttonClass } from '@/components/ui/button';
import { type Filter, FilterBar } from '@/components/ui/filter-bar';
import type { InboxTools } from '@/core/inbox/get-tools';
import { ages, decidedStates, exportHref, INBOX_PATH, type InboxQuery, isFiltered, viewHref } from './inbox-query';
import { KIND_WORDS } from './inbox-words';

/** Search, filters and order of the inbox, or of its history. What only access requests have is asked of them only. */
export function InboxBar({
  query,
  tools,
}: {
  query: InboxQuery;
  tools: Pick<InboxTools, 'plans' | 'catalogs' | 'holders'>;
}) {
  const { show, kind, q } = query;
  const isHistory = show === 'history';
  const hasRequests = kind === '' || kind === 'request';
  return (
    <FilterBar
      action={INBOX_PATH}
      search={{ label: 'Search requests', placeholder: 'App, person, company or product', value: q }}
      filters={[
        ...(isHistory ? historyFilters(query) : []),
        ...(hasRequests && !isHistory ? holderFilters(query, tools) : []),
        ...(hasRequests ? offerFilters(query, tools) : []),
        ...(isHistory ? [] : timeFilters(query)),
      ]}
      hidden={isHistory ? { show } : kind ? { kind } : {}}
      resetHref={isFiltered(query) ? viewHref({ show, kind }) : undefined}
    >
      <a href={exportHref(query)} className={buttonClass({ variant: 'ghost' })} download>
        <Download aria-hidden="true" />
        CSV
      </a>
    </FilterBar>
  );
}

function historyFilters({ status, kind }: InboxQuery): Filter[] {
  const kinds = Object.entries(KIND_WORDS).map(([value, { many }]) => ({ value, label: many }));
  const states = decidedStates.map((value) => ({ value, label: requestStatusWord(value) }));
  return [
    { name: 'kind', label: 'Kind', value: kind, options: [{ value: '', label: 'Every kind' }, ...kinds] },
    { name: 'status', label: 'State', value: status, options: [{ value: '', label: 'Every state' }, ...states] },
  ];
}

function holderFilters({ assigned, waits }: InboxQuery, { holders }: Pick<InboxTools, 'holders'>): Filter[] {
  return [
    {
      name: 'assigned',
      label: 'Taken care of by',
      value: assigned,
      options: [
        { value: '', label: 'Taken care of by anybody' },
        { value: 'me', label: 'By me' },
        { value: 'nobody', label: 'By nobody' },
        ...holders.map(({ id, name }) => ({ value: id, label: `By ${name}` })),
      ],
    },
    {
      name: 'waits',
      label: 'Waits for',
      value: waits,
      options: [
        { value: '', label: 'Waits for anybody' },
        { value: 'admins', label: 'Waits for admins' },
        { value: 'developer', label: 'Waits for the developer' },
        { value: 'third_party', label: 'Waits for another system' },
      ],
    },
  ];
}

function offerFilters(
  { plan, catalog }: InboxQuery,
  { plans, catalogs }: Pick<InboxTools, 'plans' | 'catalogs'>,
): Filter[] {
  const ofPlans = plans.map(({ slug, name }) => ({ value: slug, label: name }));
  const ofCatalogs = catalogs.map(({ id, name }) => ({ value: id, label: name }));
  return [
    { name: 'plan', label: 'Plan', value: plan, options: [{ value: '', label: 'Every plan' }, ...ofPlans] },
    {
      name: 'catalog',
      label: 'Catalog',
      value: catalog,
      options: [{ value: '', label: 'Every catalog' }, ...ofCatalogs],
    },
  ];
}

function timeFilters({ age, sort }: InboxQuery): Filter[] {
  const longer = ages.map((days) => ({ value: days, label: `Longer than ${days === '1' ? 'a day' : `${days} days`}` }));
  return [
    { name: 'age', label: 'How long it waits', value: age, options: [{ value: '', label: 'However long' }, ...longer] },
    {
      name: 'sort',
      label: 'Order',
      value: sort === 'oldest' ? '' : sort,
      options: [
        { value: '', label: 'Oldest first' },
        { value: 'newest', label: 'Newest first' },
        { value: 'name', label: 'By name' },
      ],
    },
  ];
}
