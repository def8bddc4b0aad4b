import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import { isId } from '@/db/ids';
import { accessRequests, apps, credentials, organizations, users } from '@/db/schema';
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
/** An app that the person owns, with its keys. */
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
 * What somebody's going would mean: for themselves, for super admins of their organization, for admins who run the
 * portal. Throws `not_found` for whom the actor may not see, `forbidden` for colleagues who may not decide about it.
 */
export async function getLeavingEffects(ctx: Context, input: { userId: string }): Promise<LeavingEffects> {
  const {
    isActiveOrganization,
    apps: owned,
    heirs,
    openRequests,
    invitations,
    ...person
  } = await readPerson(ctx, input.userId);
  const { id, organization } = person;
  const isOneself = can(ctx.actor, 'profile.change', { userId: id });
  if (!isOneself) authorize(ctx.actor, 'member.manage', { organizationId: organization.id, userId: id });
  const keys = await readKeys(ctx, { id, organizationId: organization.id });
  const isSuper = person.role === 'super_admin' && person.status === 'active' && isActiveOrganization;
  return {
    person,
    isLastSuperAdmin: isSuper && !organization.isDefault && !heirs.some(({ role }) => role === 'super_admin'),
    apps: owned.map((app) => ({ ...app, keys: keys.own.filter(({ appId }) => appId === app.id) })),
    liveKeys: keys.own.length,
    heldKeys: keys.held,
    openRequests,
    invitations,
    heirs,
  };
}

type Member = { id: string; organizationId: string };

/** Who it is, with everything of theirs but the keys, in one statement. */
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
          apps: ownedApps,
          heirs,
          openRequests,
          invitations: sentInvitations,
        })
        .from(users)
        .innerJoin(organizations, eq(organizations.id, users.organizationId))
        .where(and(eq(users.id, userId), eq(users.kind, 'developer'), visibleUsers(ctx.actor)))
    : [];
  if (!row) throw notFound();
  return { ...row, role: row.role ?? 'team_member' };
}

const ownedApps = sql<Omit<LeavingApp, 'keys'>[]>`(select coalesce(json_agg(json_build_object('id', owned.id,
    'name', owned.name, 'visibility', owned.visibility, 'teamName', team.name) order by owned.name, owned.id), '[]')
  from apps owned left join teams team on team.id = owned.team_id
  where owned.owner_id = users.id and owned.organization_id = users.organization_id and owned.deleted_at is null)`;

/** As `chooseHeir` takes them: the oldest super admin first. */
const heirs = sql<LeavingEffects['heirs']>`(select coalesce(json_agg(json_build_object('id', colleague.id,
    'name', colleague.first_name || ' ' || colleague.last_name, 'role', colleague.organization_role)
    order by colleague.organization_role = 'super_admin' desc, colleague.created_at, colleague.id), '[]')
  from users colleague where not organizations.is_default and colleague.organization_id = users.organization_id
    and colleague.status = 'active' and colleague.deleted_at is null and colleague.id <> users.id)`;

const openRequests = sql<LeavingEffects['openRequests']>`(select coalesce(json_agg(json_build_object(
    'id', access_requests.id, 'appId', apps.id, 'appName', apps.name, 'productNames', ${productNames})
    order by access_requests.created_at), '[]')
  from access_requests join apps on apps.id = access_requests.app_id
  where access_requests.requested_by = users.id and access_requests.organization_id = users.organization_id
    and access_requests.status = 'pending')`;

const sentInvitations = sql<LeavingEffects['invitations']>`(select coalesce(json_agg(json_build_object(
    'id', sent.id, 'email', sent.email) order by sent.email), '[]')
  from invitations sent where sent.invited_by = users.id and sent.organization_id = users.organization_id
    and sent.status = 'pending')`;

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
