import { UserPlus } from 'lucide-react';
import type { Metadata } from 'next';
import { ButtonLink } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import { Pagination } from '@/components/ui/pagination';
import { listUserChoices } from '@/core/members/list-user-choices';
import { listUsers } from '@/core/members/list-users';
import { can } from '@/core/policy';
import { requireAdmin } from '@/server/context';
import { UsersFilterBar } from './users-filter-bar';
import { UsersForm } from './users-form';
import { filtersOf, isFiltered, sortOf, USERS_PATH, usersHref, usersQuery } from './users-query';
import { UsersTable } from './users-table';

export const metadata: Metadata = { title: 'Users' };

export default async function UsersPage({ searchParams }: PageProps<'/admin/users'>) {
  const ctx = await requireAdmin(USERS_PATH);
  const query = usersQuery.parse(await searchParams);
  const page = await listUsers(ctx, filtersOf(query), sortOf(query), { ...query, limit: Number(query.rows || 50) });
  const choices = await listUserChoices(ctx, { organizationId: query.organization });
  const mayActivate = can(ctx.actor, 'user.activate');
  const mayChange = can(ctx.actor, 'user.change');
  const mayChoose = (mayActivate || mayChange) && page.rows.length > 0;
  return (
    <>
      <PageHeader
        title="Users"
        description="Developers, those who wait for a decision first."
        actions={
          can(ctx.actor, 'user.create') && (
            <ButtonLink href={`${USERS_PATH}/new`} variant="primary">
              <UserPlus aria-hidden="true" />
              Add new user
            </ButtonLink>
          )
        }
      />
      <div className="mt-4 grid gap-4">
        <UsersFilterBar query={query} choices={choices} mayExport={can(ctx.actor, 'user.export')} />
        {(mayActivate || mayChange) && <UsersForm mayChange={mayChange} organizations={choices.organizations} />}
        {page.rows.length === 0 ? (
          <NoUsers isFiltered={isFiltered(query)} />
        ) : (
          <UsersTable users={page.rows} query={query} now={ctx.now()} mayChoose={mayChoose} mayActivate={mayActivate} />
        )}
        <Pagination
          previousHref={page.before && usersHref(query, { before: page.before })}
          nextHref={page.after && usersHref(query, { after: page.after })}
        />
      </div>
    </>
  );
}

function NoUsers({ isFiltered }: { isFiltered: boolean }) {
  if (isFiltered) return <EmptyState title="Nobody matches" description="Change the search or the filters." />;
  return (
    <EmptyState
      icon={<UserPlus aria-hidden="true" />}
      title="No developers yet"
      description="People who register stand here; those who wait for you come first."
    />
  );
}
