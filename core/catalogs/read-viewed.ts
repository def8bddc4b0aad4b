import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Database } from '@/db/client';
import { isId } from '@/db/ids';
import { organizations, teamMembers, teams, users } from '@/db/schema';
import type { DeveloperActor, OrganizationStatus } from '../identity/actor';
import type { Viewed } from './view-as';

/** No account has it: whoever is looked at through keeps their cart, keys, apps and profile to themselves. */
const NOBODY = '00000000-0000-0000-0000-000000000000';

/** In whose place an admin looks at the offer. */
export type ViewedPlace = {
  /** Who is looked at, as people call them: a person and their organization, or a team and its organization. */
  name: string;
  /** Why the portal is closed for them, as a sentence; null when it is open. */
  problem: string | null;
  /** For visibility only: the organization and teams are theirs, the account is nobody's. */
  actor: DeveloperActor;
};

/** What somebody who is looked at is offered by, as it is now; null when there is no such developer or team. */
export async function readViewed(db: Database, viewed: Viewed): Promise<ViewedPlace | null> {
  if (!isId(viewed.id)) return null;
  return viewed.kind === 'person' ? readPerson(db, viewed.id) : readTeam(db, viewed.id);
}

const organization = {
  id: organizations.id,
  name: organizations.name,
  status: organizations.status,
  isDefault: organizations.isDefault,
};

async function readPerson(db: Database, id: string): Promise<ViewedPlace | null> {
  const [row] = await db
    .select({
      firstName: users.firstName,
      lastName: users.lastName,
      status: users.status,
      role: users.organizationRole,
      organization,
      teamIds: sql<string[]>`coalesce((select array_agg(${teamMembers.teamId}) from ${teamMembers}
        where ${teamMembers.userId} = ${users.id}), '{}')`,
    })
    .from(users)
    .innerJoin(organizations, eq(organizations.id, users.organizationId))
    .where(and(eq(users.id, id), eq(users.kind, 'developer'), isNull(users.deletedAt)));
  if (!row?.role) return null;
  const { status, ...person } = row;
  const name = `${row.firstName} ${row.lastName}`;
  return {
    name: row.organization.isDefault ? name : `${name} of ${row.organization.name}`,
    problem:
      status === 'active'
        ? closedWords(row.organization)
        : `${name} is not active, so there is nothing to see as them.`,
    actor: { ...nobody, ...person, role: row.role },
  };
}

async function readTeam(db: Database, id: string): Promise<ViewedPlace | null> {
  const [row] = await db
    .select({ name: teams.name, organization })
    .from(teams)
    .innerJoin(organizations, eq(organizations.id, teams.organizationId))
    .where(eq(teams.id, id));
  if (!row) return null;
  return {
    name: `team ${row.name} of ${row.organization.name}`,
    problem: closedWords(row.organization),
    actor: {
      ...nobody,
      firstName: 'Team',
      lastName: row.name,
      role: 'team_member',
      organization: row.organization,
      teamIds: [id],
    },
  };
}

const nobody = {
  kind: 'developer',
  isView: true,
  userId: NOBODY,
  sessionId: NOBODY,
  email: '',
  status: 'active',
  mustChangePassword: false,
} as const;

function closedWords({ name, status }: { name: string; status: OrganizationStatus }): string | null {
  return status === 'active' ? null : `${name} is not active, so its people see nothing of the portal.`;
}
