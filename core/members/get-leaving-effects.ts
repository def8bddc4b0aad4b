import { and, asc, eq, isNull, ne, sql } from 'drizzle-orm';
import { isId } from '@/db/ids';
import { accessRequests, apps, credentials, invitations, organizations, teams, users } from '@/db/schema';
import { productNames } from '../access-requests/request-line';
import type { Context } from '../context';
import { notFound } from '../errors';
import { authorize, can } from '../policy';
import { visibleUsers } from '../visibility';
import { heldKeysOfOthers, wasHeldBy } from './leaving-keys';

/** A key that works or is being made. `wasHeld`: it was shown or mailed to the one who goes. */
export type LeavingKey = {
  id: string;
  name: string;
  lastFour: string;
  isSuspended: boolean;
  /** Replaced already; works until its grace is over. */
  isRetiring: boolean;
  wasHeld: boolean;
  appId: string;
  appName: string;
};
export type LeavingApp = {
  id: string;
  name: string;
  visibility: 'personal' | 'team' | 'organization';
  teamName: string | null;
  keys: LeavingKey[];
};
/** What it means that somebody goes: what they own, hold and asked for, and who could take it over. */
export type LeavingEffects = {
  person: {
    id: string;
    name: string;
    email: string;
    role: 'super_admin' | 'team_member';
    status: 'unverified' | 'pending' | 'active' | 'inactive';
    organization: { id: string; name: string; isDefault: boolean };
  };
  /** They cannot go before somebody else is super admin. */
  isLastSuperAdmin: boolean;
  apps: LeavingApp[];
  /** Keys of their apps that work or are being made. */
  liveKeys: number;
  /** Keys of other people's apps that they were shown. */
  heldKeys: LeavingKey[];
  openRequests: { id: string; appId: string; appName: string; productNames: string }[];
  invitations: { id: string; email: string }[];
  /** Active colleagues, super admins first. None in the default organization. */
  heirs: { id: string; name: string; role: 'super_admin' | 'team_member' }[];
};

/**
 * What somebody's going would mean: for themselves, for super admins of their organization, for admins who run the portal.
 * Throws `not_found` for whom the actor may not see, `forbidden` for colleagues who may not decide about it.
 */
export async function getLeavingEffects(ctx: Context, input: { userId: string }): Promise<LeavingEffects> {
  const { isActiveOrganization, ...person } = await readPerson(ctx, input.userId);
  const { id, organization } = person;
  const isOneself = can(ctx.actor, 'profile.change', { userId: id });
  if (!isOneself) authorize(ctx.actor, 'member.manage', { organizationId: organization.id, userId: id });
  const member = { id, organizationId: organization.id };
  const keys = await readKeys(ctx, member);
  const owned = await readApps(ctx, member);
  const heirs = organization.isDefault ? [] : await readHeirs(ctx, member);
  const isSuper = person.role === 'super_admin' && person.status === 'active' && isActiveOrganization;
  return {
    person,
    isLastSuperAdmin: isSuper && !organization.isDefault && !heirs.some(({ role }) => role === 'super_admin'),
    apps: owned.map((app) => ({ ...app, keys: keys.own.filter(({ appId }) => appId === app.id) })),
    liveKeys: keys.own.length,
    heldKeys: keys.held,
    openRequests: await readRequests(ctx, member),
    invitations: await readInvitations(ctx, member),
    heirs,
  };
}

type Member = { id: string; organizationId: string };

async function readPerson(ctx: Context, userId: string) {
  const [row] = isId(userId)
    ? await ctx.db
        .select({
          id: users.id,
          name: sql<string>`${users.firstName} || ' ' || ${users.lastName}`,
          email: users.email,
          role: users.organizationRole,
          status: users.status,
          organization: { id: organizations.id, name: organizations.name, isDefault: organizations.isDefault },
          isActiveOrganization: sql<boolean>`${organizations.status} = 'active'`,
        })
        .from(users)
        .innerJoin(organizations, eq(organizations.id, users.organizationId))
        .where(and(eq(users.id, userId), eq(users.kind, 'developer'), visibleUsers(ctx.actor)))
    : [];
  if (!row) throw notFound();
  return { ...row, role: row.role ?? 'team_member' };
}

function readApps(ctx: Context, member: Member) {
  return ctx.db
    .select({ id: apps.id, name: apps.name, visibility: apps.visibility, teamName: teams.name })
    .from(apps)
    .leftJoin(teams, eq(teams.id, apps.teamId))
    .where(and(eq(apps.ownerId, member.id), eq(apps.organizationId, member.organizationId), isNull(apps.deletedAt)))
    .orderBy(asc(apps.name), asc(apps.id));
}

async function readKeys(ctx: Context, member: Member): Promise<{ own: LeavingKey[]; held: LeavingKey[] }> {
  const isOwn = and(
    eq(apps.ownerId, member.id),
    eq(apps.organizationId, member.organizationId),
    isNull(apps.deletedAt),
    sql`${credentials.status} in ('active', 'provisioning')`,
  );
  const rows = await ctx.db
    .select({
      id: credentials.id,
      name: credentials.name,
      lastFour: credentials.lastFour,
      isSuspended: sql<boolean>`${credentials.suspendedAt} is not null`,
      isRetiring: sql<boolean>`${credentials.retiringAt} is not null`,
      wasHeld: wasHeldBy(member.id),
      appId: apps.id,
      appName: apps.name,
      isOwn: sql<boolean>`${apps.ownerId} is not distinct from ${member.id}`,
    })
    .from(credentials)
    .innerJoin(accessRequests, eq(accessRequests.id, credentials.accessRequestId))
    .innerJoin(apps, eq(apps.id, credentials.appId))
    .where(sql`(${isOwn}) or (${heldKeysOfOthers(member)})`)
    .orderBy(asc(apps.name), asc(credentials.createdAt));
  const plain = rows.map(({ isOwn: own, ...key }) => ({ own, key }));
  return {
    own: plain.filter(({ own }) => own).map(({ key }) => key),
    held: plain.filter(({ own }) => !own).map(({ key }) => key),
  };
}

function readRequests(ctx: Context, member: Member) {
  return ctx.db
    .select({ id: accessRequests.id, appId: apps.id, appName: apps.name, productNames })
    .from(accessRequests)
    .innerJoin(apps, eq(apps.id, accessRequests.appId))
    .where(
      and(
        eq(accessRequests.requestedBy, member.id),
        eq(accessRequests.organizationId, member.organizationId),
        eq(accessRequests.status, 'pending'),
      ),
    )
    .orderBy(asc(accessRequests.createdAt));
}

function readInvitations(ctx: Context, member: Member) {
  return ctx.db
    .select({ id: invitations.id, email: invitations.email })
    .from(invitations)
    .where(
      and(
        eq(invitations.invitedBy, member.id),
        eq(invitations.organizationId, member.organizationId),
        eq(invitations.status, 'pending'),
      ),
    )
    .orderBy(asc(invitations.email));
}

async function readHeirs(ctx: Context, member: Member): Promise<LeavingEffects['heirs']> {
  const rows = await ctx.db
    .select({
      id: users.id,
      name: sql<string>`${users.firstName} || ' ' || ${users.lastName}`,
      role: users.organizationRole,
    })
    .from(users)
    .where(
      and(
        eq(users.organizationId, member.organizationId),
        eq(users.status, 'active'),
        isNull(users.deletedAt),
        ne(users.id, member.id),
      ),
    )
    // As `chooseHeir` takes them: the oldest super admin first.
    .orderBy(sql`${users.organizationRole} = 'super_admin' desc`, asc(users.createdAt), asc(users.id));
  return rows.map(({ role, ...row }) => ({ ...row, role: role ?? 'team_member' }));
}
