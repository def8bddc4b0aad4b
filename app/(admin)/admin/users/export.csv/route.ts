import type { NextRequest } from 'next/server';
import { DomainError } from '@/core/errors';
import { exportUsers } from '@/core/members/export-users';
import type { UserLine } from '@/core/members/list-users';
import { getContext } from '@/server/context';
import { type CsvColumn, csvResponse } from '@/server/csv';
import { userStatusWords } from '../user-status';
import { filtersOf, sortOf, usersQuery } from '../users-query';

const columns: readonly CsvColumn<UserLine>[] = [
  { head: 'First name', value: (user) => user.firstName },
  { head: 'Last name', value: (user) => user.lastName },
  { head: 'Email', value: (user) => user.email },
  { head: 'State', value: (user) => userStatusWords[user.state] },
  { head: 'Organization', value: (user) => user.organizationName },
  { head: 'Role', value: (user) => (user.role === 'super_admin' ? 'Super admin' : 'Team member') },
  { head: 'Teams', value: (user) => user.teamNames },
  { head: 'Address verified', value: (user) => (user.isVerified ? 'yes' : 'no') },
  { head: 'Registered', value: (user) => user.registeredAt },
  { head: 'Last seen', value: (user) => user.lastSeenAt },
  { head: 'Apps', value: (user) => user.apps },
  { head: 'Keys', value: (user) => user.keys },
  { head: 'Id', value: (user) => user.id },
];

/** What the list shows with these filters, all pages of it, as a file. */
export async function GET(request: NextRequest): Promise<Response> {
  const query = usersQuery.parse(Object.fromEntries(request.nextUrl.searchParams));
  const ctx = await getContext();
  try {
    const pages = await exportUsers(ctx, { filters: filtersOf(query), sort: sortOf(query) });
    return csvResponse(`users-${ctx.now().toISOString().slice(0, 10)}.csv`, columns, pages);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return new Response('There is nothing here, or you may not see it.\n', {
      status: error.code === 'forbidden' ? 403 : 404,
      headers: { 'content-type': 'text/plain; charset=utf-8' },
    });
  }
}
