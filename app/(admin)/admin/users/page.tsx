import { UserPlus } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { z } from 'zod';
import { EmptyState } from '@/components/ui/empty-state';
import { FilterBar } from '@/components/ui/filter-bar';
import { PageHeader } from '@/components/ui/page-header';
import { Pagination } from '@/components/ui/pagination';
import { Table, TBody, TCell, TH, THead, TRow } from '@/components/ui/table';
import { Time } from '@/components/ui/time';
import { listUsers, type UserLine } from '@/core/members/list-users';
import { can } from '@/core/policy';
import { requireAdmin } from '@/server/context';
import { ActivateForm } from './activate-form';
import { UserStatusBadge, userStatusWords } from './user-status';

export const metadata: Metadata = { title: 'Users' };

const filters = z.object({
  q: z.string().max(200).catch(''),
  status: z.enum(['pending', 'active', 'unverified', 'inactive']).nullable().catch(null),
  cursor: z.string().max(100).nullable().catch(null),
});

export default async function UsersPage({ searchParams }: PageProps<'/admin/users'>) {
  const ctx = await requireAdmin('/admin/users');
  const { q, status, cursor } = filters.parse(await searchParams);
  const { users, nextCursor } = await listUsers(ctx, { search: q, status, cursor });
  const isFiltered = q !== '' || status !== null;
  const hrefWith = (next: string) =>
    `/admin/users?${new URLSearchParams({ ...(q && { q }), ...(status && { status }), cursor: next })}`;
  return (
    <>
      <PageHeader title="Users" description="Developers, those who wait for a decision first." />
      <div className="mt-4 grid gap-4">
        <FilterBar
          action="/admin/users"
          search={{ label: 'Search by name, email or organization', placeholder: 'Search users', value: q }}
          filters={[
            {
              name: 'status',
              label: 'State',
              value: status ?? '',
              options: [
                { value: '', label: 'Every state' },
                ...Object.entries(userStatusWords).map(([value, label]) => ({ value, label })),
              ],
            },
          ]}
          resetHref={isFiltered ? '/admin/users' : undefined}
        />
        {users.length === 0 ? (
          <NoUsers isFiltered={isFiltered} />
        ) : (
          <UsersTable users={users} now={ctx.now()} mayActivate={can(ctx.actor, 'user.activate')} />
        )}
        <Pagination
          previousHref={
            cursor ? `/admin/users?${new URLSearchParams({ ...(q && { q }), ...(status && { status }) })}` : null
          }
          nextHref={nextCursor ? hrefWith(nextCursor) : null}
        />
      </div>
    </>
  );
}

function NoUsers({ isFiltered }: { isFiltered: boolean }) {
  if (isFiltered) return <EmptyState title="Nobody matches" description="Change the search or the state." />;
  return (
    <EmptyState
      icon={<UserPlus aria-hidden="true" />}
      title="No developers yet"
      description="People who register stand here; those who wait for you come first."
    />
  );
}

function UsersTable({ users, now, mayActivate }: { users: readonly UserLine[]; now: Date; mayActivate: boolean }) {
  return (
    <Table label="Users">
      <THead>
        <TH>Name</TH>
        <TH>State</TH>
        <TH hideBelow="md">Organization</TH>
        <TH hideBelow="lg">Registered</TH>
        <TH hideBelow="lg">Last seen</TH>
        <TH label="Decide" align="end" />
      </THead>
      <TBody>
        {users.map((user) => (
          <TRow key={user.id}>
            <TCell rowHeader>
              <Link href={`/admin/users/${user.id}`} className="link">
                {user.name}
              </Link>
              <span className="block text-ink-muted text-xs">{user.email}</span>
            </TCell>
            <TCell>
              <UserStatusBadge status={user.status} />
            </TCell>
            <TCell hideBelow="md">
              {user.organizationName}
              {user.role === 'super_admin' && <span className="block text-ink-muted text-xs">Super admin</span>}
            </TCell>
            <TCell hideBelow="lg">
              <Time value={user.registeredAt} now={now} />
            </TCell>
            <TCell hideBelow="lg">
              {user.lastSeenAt ? (
                <Time value={user.lastSeenAt} now={now} />
              ) : (
                <span className="text-ink-muted">Never</span>
              )}
            </TCell>
            <TCell align="end">
              {mayActivate && user.status === 'pending' && <ActivateForm userId={user.id} nameInList={user.name} />}
            </TCell>
          </TRow>
        ))}
      </TBody>
    </Table>
  );
}
