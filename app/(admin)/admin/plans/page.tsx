import { Download, Gauge, Plus } from 'lucide-react';
import type { Metadata } from 'next';
import { ButtonLink, buttonClass } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { FilterBar } from '@/components/ui/filter-bar';
import { PageHeader } from '@/components/ui/page-header';
import { Pagination } from '@/components/ui/pagination';
import { listPlansForAdmin } from '@/core/plans/list-plans-for-admin';
import { can } from '@/core/policy';
import { requireAdmin } from '@/server/context';
import { addressWith } from '../address-with';
import { filterOf, PLANS_PATH, plansQuery } from './plans-query';
import { PlansTable } from './plans-table';

export const metadata: Metadata = { title: 'Plans' };

const STATES = [
  { value: '', label: 'Every state' },
  { value: 'offered', label: 'Not archived' },
  { value: 'archived', label: 'Archived' },
  { value: 'problem', label: 'With a problem' },
];
const APPROVALS = [
  { value: '', label: 'Any approval' },
  { value: 'auto', label: 'Approved at once' },
  { value: 'decided', label: 'Somebody decides' },
];

export default async function PlansPage({ searchParams }: PageProps<'/admin/plans'>) {
  const ctx = await requireAdmin(PLANS_PATH);
  const query = plansQuery.parse(await searchParams);
  const { after, before, ...asked } = query;
  const page = await listPlansForAdmin(ctx, filterOf(query), { after, before });
  const isFiltered = asked.q !== '' || asked.state !== '' || asked.approval !== '';
  const mayChange = can(ctx.actor, 'offer.change');
  return (
    <>
      <PageHeader
        title="Plans"
        description="The terms that products are offered on: how fast, how much, for how long, and who says yes."
        actions={
          <>
            {/* A file, not a page: no client navigation. */}
            <a href={addressWith(`${PLANS_PATH}/export.csv`, asked)} className={buttonClass({})} download>
              <Download aria-hidden="true" />
              Export CSV
            </a>
            {mayChange && (
              <ButtonLink href={`${PLANS_PATH}/new`} variant="primary">
                <Plus aria-hidden="true" />
                Add plan
              </ButtonLink>
            )}
          </>
        }
      />
      <div className="mt-4 grid gap-4">
        <FilterBar
          action={PLANS_PATH}
          search={{ label: 'Search by name', placeholder: 'Search plans', value: asked.q }}
          filters={[
            { name: 'state', label: 'State', value: asked.state, options: STATES },
            { name: 'approval', label: 'Approval', value: asked.approval, options: APPROVALS },
          ]}
          resetHref={isFiltered ? PLANS_PATH : undefined}
        />
        {page.rows.length > 0 ? (
          <PlansTable plans={page.rows} />
        ) : (
          <EmptyState
            icon={<Gauge aria-hidden="true" />}
            title={isFiltered ? 'No plan matches' : 'No plans yet'}
            description={
              isFiltered
                ? 'Change the search or the filters.'
                : 'Products can be asked for as soon as a plan is in a catalog with them.'
            }
          />
        )}
        <Pagination
          previousHref={page.before && addressWith(PLANS_PATH, { ...asked, before: page.before })}
          nextHref={page.after && addressWith(PLANS_PATH, { ...asked, after: page.after })}
        />
      </div>
    </>
  );
}
