import { Download } from 'lucide-react';
import { buttonClass } from '@/components/ui/button';
import { type Filter, FilterBar } from '@/components/ui/filter-bar';
import type { UserChoices } from '@/core/members/list-user-choices';
import { userStatusWords } from './user-status';
import { isFiltered, USERS_PATH, type UsersQuery, usersHref } from './users-query';

/** Search and filters of the list. Teams can be chosen where an organization is: they are its parts. */
export function UsersFilterBar({
  query,
  choices,
  mayExport,
}: {
  query: UsersQuery;
  choices: UserChoices;
  mayExport: boolean;
}) {
  return (
    <FilterBar
      action={USERS_PATH}
      search={{ label: 'Search by name, email or organization', placeholder: 'Search users', value: query.q }}
      filters={filtersFor(query, choices)}
      hidden={query.sort ? { sort: query.sort } : {}}
      resetHref={isFiltered(query) ? usersHref(query, NO_FILTERS) : undefined}
    >
      {mayExport && (
        <a
          href={usersHref(query, {}, `${USERS_PATH}/export.csv`)}
          className={buttonClass({ variant: 'ghost' })}
          download
        >
          <Download aria-hidden="true" />
          Export CSV
        </a>
      )}
    </FilterBar>
  );
}

function filtersFor(query: UsersQuery, { organizations, teams }: UserChoices): Filter[] {
  return [
    {
      name: 'status',
      label: 'State',
      value: query.status,
      options: [every('Every state'), ...Object.entries(userStatusWords).map(([value, label]) => ({ value, label }))],
    },
    {
      name: 'organization',
      label: 'Organization',
      value: query.organization,
      options: [every('Every organization'), ...organizations.map(named)],
    },
    ...(query.organization
      ? [{ name: 'team', label: 'Team', value: query.team, options: [every('Every team'), ...teams.map(named)] }]
      : []),
    {
      name: 'role',
      label: 'Role',
      value: query.role,
      options: [
        every('Every role'),
        { value: 'super_admin', label: 'Super admin' },
        { value: 'team_member', label: 'Team member' },
      ],
    },
    {
      name: 'verified',
      label: 'Address',
      value: query.verified,
      options: [every('Every address'), { value: 'yes', label: 'Verified' }, { value: 'no', label: 'Not verified' }],
    },
    { name: 'seen', label: 'Last seen', value: query.seen, options: [every('Seen at any time'), ...SEEN_WORDS] },
    {
      name: 'rows',
      label: 'Rows a page',
      value: query.rows,
      options: [every('50 rows'), { value: '100', label: '100 rows' }, { value: '200', label: '200 rows' }],
    },
  ];
}

const every = (label: string) => ({ value: '', label });
const named = ({ id, name }: { id: string; name: string }) => ({ value: id, label: name });

const SEEN_WORDS = [
  { value: 'within-1', label: 'Seen today' },
  { value: 'within-7', label: 'Seen within 7 days' },
  { value: 'within-30', label: 'Seen within 30 days' },
  { value: 'not-30', label: 'Not seen for 30 days' },
  { value: 'not-90', label: 'Not seen for 90 days' },
  { value: 'not-365', label: 'Not seen for a year' },
];

const NO_FILTERS = { q: '', status: '', organization: '', team: '', role: '', verified: '', seen: '' } as const;
