import { and, eq, sql } from 'drizzle-orm';
import { isId } from '@/db/ids';
import { organizations } from '@/db/schema';
import type { Context } from '../context';
import { notFound } from '../errors';
import type { OrganizationStatus, UserStatus } from '../identity/actor';
import { can } from '../policy';
import { visibleOrganizations } from '../visibility';
import { organizationCounts } from './list-organizations';

/** A member, as the admins' page names them. */
export type OrganizationMember = {
  id: string;
  name: string;
  email: string;
  role: 'super_admin' | 'team_member';
  status: UserStatus;
};
/** Where whoever asked is now: they can have moved, been shut out, or be gone since. */
export type RequesterNow = {
  id: string;
  name: string;
  email: string;
  status: UserStatus;
  isDeleted: boolean;
  organizationId: string;
  organizationName: string;
  isInDefault: boolean;
  apps: number;
};
/** What a portal admin sees of an organization. */
export type OrganizationDetail = {
  id: string;
  name: string;
  status: OrganizationStatus;
  isDefault: boolean;
  /** Whether teammates see each other's names only. */
  hidesAddresses: boolean;
  purpose: string;
  createdAt: Date;
  decidedAt: Date | null;
  decisionReason: string;
  closesAt: Date | null;
  requester: RequesterNow | null;
  members: number;
  teams: number;
  liveKeys: number;
  apps: number;
  pendingRequests: number;
  openInvitations: number;
  activeSuperAdmins: number;
  /** The first ones, super admins before the others; the rest stand in the list of users. */
  people: OrganizationMember[];
  teamList: { id: string; name: string; isDefault: boolean; members: number }[];
  domains: string[];
  contacts: { kind: 'security' | 'billing' | 'technical'; name: string; email: string }[];
};

/** Named on the page; the list of users has them all. */
export const PEOPLE_SHOWN = 20;
const TEAMS_SHOWN = 50;

/** One organization, for portal admins, in one statement. Throws `not_found` for everybody else. */
export async function getOrganization(ctx: Context, organizationId: string): Promise<OrganizationDetail> {
  if (!can(ctx.actor, 'organization.list') || !isId(organizationId)) throw notFound();
  const [row] = await ctx.db
    .select({
      id: organizations.id,
      name: organizations.name,
      status: organizations.status,
      isDefault: organizations.isDefault,
      hidesAddresses: organizations.hidesAddresses,
      purpose: organizations.purpose,
      createdAt: organizations.createdAt,
      decidedAt: organizations.decidedAt,
      decisionReason: organizations.decisionReason,
      closesAt: organizations.closesAt,
      ...organizationCounts,
      ...moreCounts,
      requester,
      people,
      teamList,
      domains,
      contacts,
    })
    .from(organizations)
    .where(and(eq(organizations.id, organizationId), visibleOrganizations(ctx.actor)));
  if (!row) throw notFound();
  return row;
}

const moreCounts = {
  apps: sql<number>`(select count(*)::int from apps app where app.organization_id = organizations.id
    and app.deleted_at is null)`,
  pendingRequests: sql<number>`(select count(*)::int from access_requests asked
    where asked.organization_id = organizations.id and asked.status = 'pending')`,
  openInvitations: sql<number>`(select count(*)::int from invitations invited
    where invited.organization_id = organizations.id and invited.status = 'pending')`,
  activeSuperAdmins: sql<number>`(select count(*)::int from users member where member.organization_id = organizations.id
    and member.organization_role = 'super_admin' and member.status = 'active' and member.deleted_at is null)`,
};

const requester = sql<RequesterNow | null>`(select json_build_object('id', person.id,
    'name', person.first_name || ' ' || person.last_name, 'email', person.email, 'status', person.status,
    'isDeleted', person.deleted_at is not null, 'organizationId', home.id, 'organizationName', home.name,
    'isInDefault', home.is_default,
    'apps', (select count(*) from apps app where app.owner_id = person.id and app.deleted_at is null))
  from users person join organizations home on home.id = person.organization_id
  where person.id = organizations.requested_by)`;

const people = sql<OrganizationMember[]>`(select coalesce(json_agg(json_build_object('id', member.id,
    'name', member.first_name || ' ' || member.last_name, 'email', member.email, 'role', member.organization_role,
    'status', member.status) order by member.organization_role, member.created_at, member.id), '[]'::json)
  from (select * from users found where found.organization_id = organizations.id and found.deleted_at is null
    order by found.organization_role, found.created_at, found.id limit ${PEOPLE_SHOWN}) member)`;

const teamList = sql<OrganizationDetail['teamList']>`(select coalesce(json_agg(json_build_object('id', team.id,
    'name', team.name, 'isDefault', team.is_default, 'members', (select count(*) from team_members seat
      where seat.team_id = team.id)) order by team.is_default desc, lower(team.name)), '[]'::json)
  from (select * from teams found where found.organization_id = organizations.id
    order by found.is_default desc, lower(found.name) limit ${TEAMS_SHOWN}) team)`;

const domains = sql<string[]>`(select coalesce(json_agg(known.domain order by known.domain), '[]'::json)
  from organization_domains known where known.organization_id = organizations.id)`;

const contacts = sql<OrganizationDetail['contacts']>`(select coalesce(json_agg(json_build_object('kind', contact.kind,
    'name', contact.name, 'email', contact.email) order by contact.kind), '[]'::json)
  from organization_contacts contact where contact.organization_id = organizations.id)`;
