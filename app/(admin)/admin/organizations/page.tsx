import { Building2, Download } from 'lucide-react';
import type { Metadata } from 'next';
import { buttonClass } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { FilterBar } from '@/components/ui/filter-bar';
import { PageHeader } from '@/components/ui/page-header';
import { Pagination } from '@/components/ui/pagination';
import { listOrganizations } from '@/core/organizations/list-organizations';
import { can } from '@/core/policy';
import { requireAdmin } from '@/server/context';
import { addressWith } from '../address-with';
import { AddOrganizationDialog } from './add-organization-dialog';
import { organizationStatusWords } from './organization-status';
import { filterOf, ORGANIZATIONS_PATH, organizationsQuery } from './organizations-query';
import { OrganizationsTable } from './organizations-table';

export const metadata: Metadata = { title: 'Organizations' };

const STATES = [
  { value: '', label: 'Without rejected and closed' },
  ...Object.entries(organizationStatusWords).map(([value, label]) => ({ value, label })),
];

export default async function OrganizationsPage({ searchParams }: PageProps<'/admin/organizations'>) {
  const ctx = await requireAdmin(ORGANIZATIONS_PATH);
  const query = organizationsQuery.parse(await searchParams);
  const { after, before, ...asked } = query;
  const page = await listOrganizations(ctx, filterOf(query), { after, before });
  const isFiltered = asked.q !== '' || asked.status !== '';
  return (
    <>
      <PageHeader
        title="Organizations"
        description="Companies and their teams, those that wait for a decision first."
        actions={
          <>
            {/* A file, not a page: no client navigation. */}
            <a href={addressWith(`${ORGANIZATIONS_PATH}/export.csv`, asked)} className={buttonClass({})} download>
              <Download aria-hidden="true" />
              Export CSV
            </a>
            {can(ctx.actor, 'organization.create') && <AddOrganizationDialog />}
          </>
        }
      />
      <div className="mt-4 grid gap-4">
        <FilterBar
          action={ORGANIZATIONS_PATH}
          search={{ label: 'Search by name, domain or requester', placeholder: 'Search organizations', value: asked.q }}
          filters={[{ name: 'status', label: 'State', value: asked.status, options: STATES }]}
          {...(asked.sort !== '' && { hidden: { sort: asked.sort } })}
          resetHref={isFiltered ? ORGANIZATIONS_PATH : undefined}
        />
        {page.rows.length > 0 ? (
          <OrganizationsTable
            organizations={page.rows}
            query={query}
            now={ctx.now()}
            mayDecide={can(ctx.actor, 'organization.decide')}
          />
        ) : (
          <EmptyState
            icon={<Building2 aria-hidden="true" />}
            title="No organization matches"
            description="Change the search or the state."
          />
        )}
        <Pagination
          previousHref={page.before && addressWith(ORGANIZATIONS_PATH, { ...asked, before: page.before })}
          nextHref={page.after && addressWith(ORGANIZATIONS_PATH, { ...asked, after: page.after })}
        />
      </div>
    </>
  );
}
