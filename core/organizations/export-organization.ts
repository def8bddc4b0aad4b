import { sql } from 'drizzle-orm';
import type { Context } from '../context';
import { forbidden, notFound } from '../errors';
import { isActiveDeveloper } from '../identity/actor';
import { holdSuperAdmin } from '../members/hold-super-admin';
import { mutate } from '../mutate';
import { authorize } from '../policy';
import { listOrganizationEvents } from './list-organization-events';

/** What an organization has in the portal, as plain JSON. The shape may grow; `format` says which one it is. */
export type OrganizationExport = { format: 'portico-organization-1'; exportedAt: string } & Record<
  'organization' | 'teams' | 'members' | 'invitations' | 'apps' | 'accessRequests' | 'credentials' | 'history',
  unknown
>;

/** The newest ones. */
const HISTORY_MAX = 10_000;

/**
 * What a super admin may take away: the organization, its teams, members, invitations and history, and the apps that
 * are shared in it (or their own) with requests and credentials: the state of each key, but no key, hash or token.
 * Recorded. Throws `not_found` for everybody who is not at home in a real organization, `forbidden` for team members.
 */
export async function exportOrganization(ctx: Context): Promise<OrganizationExport> {
  const { actor } = ctx;
  if (!isActiveDeveloper(actor) || actor.organization.isDefault) throw notFound();
  const { id } = actor.organization;
  authorize(actor, 'organization.close', { organizationId: id });
  const history = await listOrganizationEvents(ctx, { limit: HISTORY_MAX });
  return mutate(ctx, async (unit) => {
    await holdSuperAdmin(unit, actor, id);
    const { rows } = await unit.tx.execute<Parts>(partsOf({ id, userId: actor.userId }));
    const [parts] = rows;
    if (!parts?.organization) throw forbidden();
    await unit.audit('organization.exported', { kind: 'organization', id, organizationId: id });
    return { format: 'portico-organization-1', exportedAt: ctx.now().toISOString(), ...parts, history };
  });
}

type Parts = Omit<OrganizationExport, 'format' | 'exportedAt' | 'history'> & Record<string, unknown>;

/** One statement, so that all parts are of one moment. Columns are named one by one: a new secret column stays out. */
function partsOf({ id, userId }: { id: string; userId: string }) {
  // What a colleague keeps to themselves is theirs to export.
  const isShared = sql`(a.organization_id = ${id} and (a.visibility <> 'personal' or a.owner_id = ${userId}))`;
  return sql`select
    (select json_build_object('id', o.id, 'name', o.name, 'status', o.status, 'purpose', o.purpose,
        'createdAt', o.created_at, 'closesAt', o.closes_at, 'hidesAddresses', o.hides_addresses,
        'domains', (select coalesce(json_agg(d.domain order by d.domain), '[]') from organization_domains d
          where d.organization_id = o.id),
        'contacts', (select coalesce(json_agg(json_build_object('kind', c.kind, 'name', c.name, 'email', c.email)
          order by c.kind), '[]') from organization_contacts c where c.organization_id = o.id))
      from organizations o where o.id = ${id}) as organization,
    (select coalesce(json_agg(json_build_object('id', t.id, 'name', t.name, 'isDefault', t.is_default,
        'createdAt', t.created_at, 'memberIds', (select coalesce(json_agg(m.user_id order by m.user_id), '[]')
          from team_members m where m.team_id = t.id)) order by t.created_at, t.id), '[]')
      from teams t where t.organization_id = ${id}) as teams,
    (select coalesce(json_agg(json_build_object('id', u.id, 'email', u.email, 'firstName', u.first_name,
        'lastName', u.last_name, 'role', u.organization_role, 'status', u.status, 'lastSeenAt', u.last_seen_at)
        order by u.created_at, u.id), '[]')
      from users u where u.organization_id = ${id} and u.deleted_at is null) as members,
    (select coalesce(json_agg(json_build_object('id', i.id, 'email', i.email, 'firstName', i.first_name,
        'lastName', i.last_name, 'role', i.role, 'status', i.status, 'createdAt', i.created_at,
        'expiresAt', i.expires_at) order by i.created_at, i.id), '[]')
      from invitations i where i.organization_id = ${id}) as invitations,
    (select coalesce(json_agg(json_build_object('id', a.id, 'name', a.name, 'description', a.description,
        'ownerId', a.owner_id, 'visibility', a.visibility, 'teamId', a.team_id, 'createdAt', a.created_at,
        'deletedAt', a.deleted_at) order by a.created_at, a.id), '[]')
      from apps a where ${isShared}) as apps,
    (select coalesce(json_agg(json_build_object('id', r.id, 'appId', r.app_id, 'requestedBy', r.requested_by,
        'status', r.status, 'plan', r.terms ->> 'displayName',
        'products', (select coalesce(json_agg(p.display_name order by p.display_name), '[]')
          from access_request_products q join products p on p.id = q.product_id where q.access_request_id = r.id),
        'answers', r.answers, 'createdAt', r.created_at, 'decidedAt', r.decided_at,
        'decisionReason', r.decision_reason) order by r.created_at, r.id), '[]')
      from access_requests r join apps a on a.id = r.app_id where ${isShared}) as "accessRequests",
    (select coalesce(json_agg(json_build_object('id', k.id, 'appId', k.app_id, 'accessRequestId', k.access_request_id,
        'status', k.status, 'lastFour', k.last_four, 'claimedBy', k.claimed_by, 'createdAt', k.created_at,
        'activeAt', k.active_at, 'expiresAt', k.expires_at, 'suspendedAt', k.suspended_at,
        'revokedAt', k.revoked_at) order by k.created_at, k.id), '[]')
      from credentials k join apps a on a.id = k.app_id where ${isShared}) as credentials`;
}
