import { and, eq, sql } from 'drizzle-orm';
import { organizations } from '@/db/schema';
import type { Context } from '../context';
import { notFound } from '../errors';
import { isActiveDeveloper } from '../identity/actor';
import { can } from '../policy';
import { visibleOrganizations } from '../visibility';
import { organizationCounts } from './list-organizations';
import type { ContactKind } from './tell-organization';

/** Somebody who runs the organization; `email` is null where it hides addresses from this reader. */
export type SuperAdmin = { id: string; name: string; email: string | null };
/** An organization as its own people see it. */
export type OrganizationHome = {
  id: string;
  name: string;
  since: Date;
  members: number;
  teams: number;
  apps: number;
  liveKeys: number;
  /** Active ones, by name. */
  superAdmins: SuperAdmin[];
  contacts: { kind: ContactKind; name: string; email: string | null }[];
  hidesAddresses: boolean;
  /** When it closes, if that was asked for. */
  closesAt: Date | null;
  /** How long that takes, by the portal's settings; 0: at once. */
  closeDays: number;
  /** For super admins: what waits for them. Nothing for others. */
  waiting: { joinRequests: number; invitations: number };
  mayChange: boolean;
  mayClose: boolean;
  mayEndKeys: boolean;
};

/**
 * The reader's own organization in one statement. Throws `not_found` for everybody who is not at home in a real one.
 */
export async function getOrganizationHome(ctx: Context): Promise<OrganizationHome> {
  const { actor } = ctx;
  if (!isActiveDeveloper(actor) || actor.organization.isDefault) throw notFound();
  const organizationId = actor.organization.id;
  const [row] = await ctx.db
    .select({
      id: organizations.id,
      name: organizations.name,
      since: organizations.createdAt,
      hidesAddresses: organizations.hidesAddresses,
      closesAt: organizations.closesAt,
      ...organizationCounts,
      apps: sql<number>`(select count(*)::int from apps app where app.organization_id = organizations.id
        and app.deleted_at is null)`,
      closeDays: sql<number>`(select organization_close_days from settings)`,
      superAdmins,
      contacts,
      waiting,
    })
    .from(organizations)
    .where(and(eq(organizations.id, organizationId), visibleOrganizations(actor)));
  if (!row) throw notFound();
  const mayChange = can(actor, 'organization.change', { organizationId });
  const seesAddresses = mayChange || !row.hidesAddresses;
  const withAddress = <Named extends { email: string | null }>(named: Named) =>
    seesAddresses ? named : { ...named, email: null };
  return {
    ...row,
    superAdmins: row.superAdmins.map(withAddress),
    contacts: row.contacts.map(withAddress),
    waiting: mayChange ? row.waiting : { joinRequests: 0, invitations: 0 },
    mayChange,
    mayClose: can(actor, 'organization.close', { organizationId }),
    mayEndKeys: can(actor, 'organization.end_keys', { organizationId }),
  };
}

const superAdmins = sql<SuperAdmin[]>`(select coalesce(json_agg(json_build_object('id', member.id,
    'name', member.first_name || ' ' || member.last_name, 'email', member.email)
    order by member.first_name, member.last_name, member.id), '[]'::json)
  from users member where member.organization_id = organizations.id and member.organization_role = 'super_admin'
    and member.status = 'active' and member.deleted_at is null)`;

const contacts = sql<OrganizationHome['contacts']>`(select coalesce(json_agg(json_build_object('kind', contact.kind,
    'name', contact.name, 'email', contact.email) order by contact.kind), '[]'::json)
  from organization_contacts contact where contact.organization_id = organizations.id)`;

/** Whoever asked to join and has found a place elsewhere since then no longer waits. */
const waiting = sql<OrganizationHome['waiting']>`json_build_object(
  'joinRequests', (select count(*)::int from join_requests asked join users person on person.id = asked.user_id
    join organizations home on home.id = person.organization_id and home.is_default
    where asked.organization_id = organizations.id and asked.status = 'pending' and person.deleted_at is null),
  'invitations', (select count(*)::int from invitations invited
    where invited.organization_id = organizations.id and invited.status = 'pending'))`;
