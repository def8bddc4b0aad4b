import { and, eq, sql } from 'drizzle-orm';
import { isId } from '@/db/ids';
import { type FormField, organizations, settings, users } from '@/db/schema';
import type { AccessRequestStatus } from '../access-requests/status';
import type { Context } from '../context';
import { notFound } from '../errors';
import type { OrganizationStatus, UserStatus } from '../identity/actor';
import { can } from '../policy';
import { visibleUsers } from '../visibility';
import { appsOfUser, invitationOfUser, requestsOfUser, sessionsOfUser, teamsOfUser } from './user-parts';
import { userState } from './user-state';
import type { UserState } from './user-states';

/** What an admin sees of a developer. */
export type UserDetail = {
  id: string;
  /** Goes up with every change of the account: who saves an older one is told. */
  version: number;
  firstName: string;
  lastName: string;
  name: string;
  email: string;
  status: UserStatus;
  state: UserState;
  organization: { id: string; name: string; isDefault: boolean; status: OrganizationStatus };
  role: 'super_admin' | 'team_member';
  teams: { id: string; name: string; isDefault: boolean }[];
  registeredAt: Date;
  verifiedAt: Date | null;
  lastSeenAt: Date | null;
  termsAcceptedAt: Date | null;
  hasPassword: boolean;
  mustChangePassword: boolean;
  signsInElsewhere: boolean;
  /** The invitation that waits for an answer, for an account that an admin made. */
  invitation: { id: string; sentAt: Date | null; expiresAt: Date; isExpired: boolean } | null;
  apps: { id: string; name: string; visibility: 'personal' | 'team' | 'organization'; keys: number; createdAt: Date }[];
  requests: { id: string; appName: string; planName: string; status: AccessRequestStatus; createdAt: Date }[];
  sessions: { id: string; startedAt: Date; lastSeenAt: Date; ip: string; userAgent: string }[];
  signUpFields: FormField[];
  signUpValues: Record<string, string>;
  /** Answers to the sign-up fields, with the words of the form. */
  signUpAnswers: { label: string; value: string }[];
};

/** One developer, for portal admins: one query. Throws `not_found` for everybody else and for what is no developer. */
export async function getUser(ctx: Context, userId: string): Promise<UserDetail> {
  if (!can(ctx.actor, 'user.list') || !isId(userId)) throw notFound();
  const [row] = await ctx.db
    .select({
      id: users.id,
      version: users.version,
      firstName: users.firstName,
      lastName: users.lastName,
      email: users.email,
      status: users.status,
      state: userState,
      role: users.organizationRole,
      registeredAt: users.createdAt,
      verifiedAt: users.emailVerifiedAt,
      lastSeenAt: users.lastSeenAt,
      termsAcceptedAt: users.termsAcceptedAt,
      hasPassword: sql<boolean>`${users.passwordHash} is not null`,
      mustChangePassword: users.mustChangePassword,
      signsInElsewhere: sql<boolean>`${users.oidcSubject} is not null`,
      signUpValues: users.signUpValues,
      signUpFields: settings.signUpFields,
      organization: {
        id: organizations.id,
        name: organizations.name,
        isDefault: organizations.isDefault,
        status: organizations.status,
      },
      teams: teamsOfUser,
      apps: appsOfUser,
      requests: requestsOfUser,
      sessions: sessionsOfUser,
      invitation: invitationOfUser,
    })
    .from(users)
    .innerJoin(organizations, eq(organizations.id, users.organizationId))
    .innerJoin(settings, sql`true`)
    .where(and(eq(users.id, userId), eq(users.kind, 'developer'), visibleUsers(ctx.actor)));
  if (!row) throw notFound();
  return {
    ...row,
    name: `${row.firstName} ${row.lastName}`,
    role: row.role ?? 'team_member',
    ...withTimes(row),
    signUpAnswers: answersOf(row.signUpFields, row.signUpValues),
  };
}

type Parts = {
  apps: (typeof appsOfUser)['_']['type'];
  requests: (typeof requestsOfUser)['_']['type'];
  sessions: (typeof sessionsOfUser)['_']['type'];
  invitation: (typeof invitationOfUser)['_']['type'];
};

/** JSON knows no times. */
function withTimes({ apps, requests, sessions, invitation }: Parts) {
  return {
    apps: apps.map((app) => ({
      ...app,
      visibility: app.visibility as UserDetail['apps'][number]['visibility'],
      createdAt: new Date(app.createdAt),
    })),
    requests: requests.map((request) => ({
      ...request,
      status: request.status as AccessRequestStatus,
      createdAt: new Date(request.createdAt),
    })),
    sessions: sessions.map((session) => ({
      ...session,
      startedAt: new Date(session.startedAt),
      lastSeenAt: new Date(session.lastSeenAt),
    })),
    invitation: invitation && {
      ...invitation,
      sentAt: invitation.sentAt === null ? null : new Date(invitation.sentAt),
      expiresAt: new Date(invitation.expiresAt),
    },
  };
}

/** In the order of the form; an answer to a field that is gone keeps its name. */
function answersOf(fields: readonly FormField[], values: Record<string, string>): { label: string; value: string }[] {
  const asked = fields.filter((field) => values[field.name] !== undefined);
  const gone = Object.keys(values).filter((name) => !fields.some((field) => field.name === name));
  return [
    ...asked.map((field) => ({ label: field.label, value: values[field.name] ?? '' })),
    ...gone.map((name) => ({ label: name, value: values[name] ?? '' })),
  ];
}
