import { and, count, eq, gt, isNull, sql } from 'drizzle-orm';
import { organizations, sessions, teamMembers, teams, users } from '@/db/schema';
import type { Context } from '../context';
import { notFound } from '../errors';
import type { UserStatus } from '../identity/actor';
import { can } from '../policy';
import { readSettings } from '../settings/read';
import { visibleUsers } from '../visibility';

/** What an admin sees of a developer. */
export type UserDetail = {
  id: string;
  firstName: string;
  lastName: string;
  email: string;
  status: UserStatus;
  organization: { id: string; name: string; isDefault: boolean };
  role: 'super_admin' | 'team_member';
  teamNames: string[];
  registeredAt: Date;
  verifiedAt: Date | null;
  lastSeenAt: Date | null;
  termsAcceptedAt: Date | null;
  signsInElsewhere: boolean;
  openSessions: number;
  /** Answers to the sign-up fields, with the words of the form. */
  signUpAnswers: { label: string; value: string }[];
};

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** One developer, for portal admins. Throws `not_found` for everybody else and for what is no developer. */
export async function getUser(ctx: Context, userId: string): Promise<UserDetail> {
  if (!can(ctx.actor, 'user.list') || !UUID.test(userId)) throw notFound();
  const [row] = await ctx.db
    .select({
      id: users.id,
      firstName: users.firstName,
      lastName: users.lastName,
      email: users.email,
      status: users.status,
      role: users.organizationRole,
      registeredAt: users.createdAt,
      verifiedAt: users.emailVerifiedAt,
      lastSeenAt: users.lastSeenAt,
      termsAcceptedAt: users.termsAcceptedAt,
      oidcSubject: users.oidcSubject,
      signUpValues: users.signUpValues,
      organization: { id: organizations.id, name: organizations.name, isDefault: organizations.isDefault },
    })
    .from(users)
    .innerJoin(organizations, eq(organizations.id, users.organizationId))
    .where(and(eq(users.id, userId), eq(users.kind, 'developer'), visibleUsers(ctx.actor)));
  if (!row) throw notFound();
  const { oidcSubject, signUpValues, role, ...facts } = row;
  return {
    ...facts,
    role: role ?? 'team_member',
    signsInElsewhere: oidcSubject !== null,
    teamNames: await teamNamesOf(ctx, row.id),
    openSessions: await countOpenSessions(ctx, row.id),
    signUpAnswers: await answersOf(ctx, signUpValues),
  };
}

async function teamNamesOf(ctx: Context, userId: string): Promise<string[]> {
  const rows = await ctx.db
    .select({ name: teams.name })
    .from(teamMembers)
    .innerJoin(teams, eq(teams.id, teamMembers.teamId))
    .where(eq(teamMembers.userId, userId))
    .orderBy(teams.name);
  return rows.map(({ name }) => name);
}

async function countOpenSessions(ctx: Context, userId: string): Promise<number> {
  const [row] = await ctx.db
    .select({ open: count() })
    .from(sessions)
    .where(and(eq(sessions.userId, userId), isNull(sessions.endedAt), gt(sessions.expiresAt, sql`now()`)));
  return row?.open ?? 0;
}

/** In the order of the form; an answer to a field that is gone keeps its name. */
async function answersOf(ctx: Context, values: Record<string, string>): Promise<{ label: string; value: string }[]> {
  const { signUpFields } = await readSettings(ctx.db);
  const asked = signUpFields.filter((field) => values[field.name] !== undefined);
  const gone = Object.keys(values).filter((name) => !signUpFields.some((field) => field.name === name));
  return [
    ...asked.map((field) => ({ label: field.label, value: values[field.name] ?? '' })),
    ...gone.map((name) => ({ label: name, value: values[name] ?? '' })),
  ];
}
