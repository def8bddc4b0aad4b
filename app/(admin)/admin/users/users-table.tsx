import Link from 'next/link';
import { RowCheck, RowCheckAll } from '@/components/ui/row-check';
import type { SortState } from '@/components/ui/sort-link';
import { Table, TBody, TCell, TH, THead, TRow } from '@/components/ui/table';
import { Time } from '@/components/ui/time';
import type { UserLine } from '@/core/members/list-users';
import { ActivateForm } from './activate-form';
import { UserStatusBadge } from './user-status';
import { USERS_FORM } from './users-form-id';
import { type UsersQuery, usersHref } from './users-query';

/** Developers to scan. Rows can be chosen for the form above them. */
export function UsersTable({
  users,
  query,
  now,
  mayChoose,
  mayActivate,
}: {
  users: readonly UserLine[];
  query: UsersQuery;
  now: Date;
  mayChoose: boolean;
  mayActivate: boolean;
}) {
  return (
    <Table label="Users">
      <THead>
        {mayChoose && (
          <TH fit>
            <RowCheckAll form={USERS_FORM} label="Select all users" />
          </TH>
        )}
        <TH sort={sortBy(query, 'name', 'asc')}>Name</TH>
        <TH>State</TH>
        <TH hideBelow="md">Organization</TH>
        <TH hideBelow="xl" align="end">
          Apps
        </TH>
        <TH hideBelow="xl" align="end">
          Keys
        </TH>
        <TH hideBelow="lg" sort={sortBy(query, 'registered', 'desc')}>
          Registered
        </TH>
        <TH hideBelow="lg" sort={sortBy(query, 'seen', 'desc')}>
          Last seen
        </TH>
        <TH label="Decide" align="end" hideBelow="sm" />
      </THead>
      <TBody>
        {users.map((user) => (
          <UserRow key={user.id} user={user} now={now} mayChoose={mayChoose} mayActivate={mayActivate} />
        ))}
      </TBody>
    </Table>
  );
}

function UserRow({
  user,
  now,
  mayChoose,
  mayActivate,
}: {
  user: UserLine;
  now: Date;
  mayChoose: boolean;
  mayActivate: boolean;
}) {
  return (
    <TRow>
      {mayChoose && (
        <TCell fit>
          <RowCheck form={USERS_FORM} value={user.id} label={`Select ${user.name}`} />
        </TCell>
      )}
      <TCell rowHeader>
        <Link href={`/admin/users/${user.id}`} className="link">
          {user.name}
        </Link>
        <span className="block font-normal text-ink-muted text-xs">{user.email}</span>
      </TCell>
      <TCell>
        <UserStatusBadge status={user.state} />
      </TCell>
      <TCell hideBelow="md">
        {user.organizationName}
        {user.role === 'super_admin' && <span className="block text-ink-muted text-xs">Super admin</span>}
      </TCell>
      <TCell hideBelow="xl" align="end">
        {user.apps}
      </TCell>
      <TCell hideBelow="xl" align="end">
        {user.keys}
      </TCell>
      <TCell hideBelow="lg">
        <Time value={user.registeredAt} now={now} />
      </TCell>
      <TCell hideBelow="lg">
        {user.lastSeenAt ? <Time value={user.lastSeenAt} now={now} /> : <span className="text-ink-muted">Never</span>}
      </TCell>
      <TCell align="end" hideBelow="sm">
        {mayActivate && user.status === 'pending' && <ActivateForm userId={user.id} nameInList={user.name} />}
      </TCell>
    </TRow>
  );
}

/** A second press on the same head turns the order round. */
function sortBy(query: UsersQuery, column: 'name' | 'registered' | 'seen', first: 'asc' | 'desc'): SortState {
  const now = query.sort === column ? 'asc' : query.sort === `-${column}` ? 'desc' : null;
  const next = now === null ? first : now === 'asc' ? 'desc' : 'asc';
  return { direction: now, href: usersHref(query, { sort: next === 'asc' ? column : `-${column}` }) };
}
