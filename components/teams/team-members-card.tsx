import type { FormAction } from '@/core/form-state';
import { Avatar } from '../ui/avatar';
import { Card } from '../ui/card';
import { FilterBar } from '../ui/filter-bar';
import { type TeamCandidate, TeamPeopleForm } from './team-people-form';

type Team = {
  id: string;
  mayManage: boolean;
  memberCount: number;
  people: readonly TeamCandidate[];
  hasMorePeople: boolean;
};

/** Below this many people nobody needs a search. */
const SEARCH_FROM = 12;

/** Who is in a team: to read, or to choose for those who manage it. `path` is the page itself, for the search. */
export function TeamMembersCard({
  team,
  path,
  search,
  action,
}: {
  team: Team;
  path: string;
  search: string;
  action: FormAction;
}) {
  const { people, hasMorePeople, mayManage } = team;
  const hasSearch = search !== '' || hasMorePeople || people.length >= SEARCH_FROM;
  return (
    <Card title={team.memberCount === 1 ? '1 member' : `${team.memberCount} members`}>
      <div className="grid gap-5">
        {hasSearch && (
          <FilterBar
            action={path}
            search={{ label: 'Search people', placeholder: 'Search people', value: search }}
            resetHref={search ? path : undefined}
          />
        )}
        {people.length === 0 ? (
          <p className="text-ink-muted">{search ? 'Nobody matches.' : 'Nobody is in it yet.'}</p>
        ) : mayManage ? (
          <TeamPeopleForm action={action} teamId={team.id} people={people} />
        ) : (
          <People people={people} />
        )}
        {hasMorePeople && <p className="text-ink-muted text-sm">These are the first ones. Search for the others.</p>}
      </div>
    </Card>
  );
}

function People({ people }: { people: readonly TeamCandidate[] }) {
  return (
    <ul className="grid gap-4 sm:grid-cols-2">
      {people.map(({ id, name, email }) => (
        <li key={id} className="flex min-w-0 items-center gap-3">
          <Avatar name={name} />
          <span className="grid min-w-0 [overflow-wrap:anywhere]">
            {name}
            {email && <span className="text-ink-muted text-sm">{email}</span>}
          </span>
        </li>
      ))}
    </ul>
  );
}
