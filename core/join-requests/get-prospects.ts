import { sql } from 'drizzle-orm';
import type { Context } from '../context';
import { isActiveDeveloper } from '../identity/actor';

/** What a developer of the default organization can do to get into a real one, and what already waits. */
export type Prospects = {
  /** Whether developers may ask for organizations of their own. */
  mayRequest: boolean;
  /** One's own request for an organization that waits for an admin, or the last one that was rejected. */
  requested: { id: string; name: string; status: 'pending' | 'rejected'; reason: string } | null;
  /** The organization that one's verified address belongs to. */
  proposed: { id: string; name: string } | null;
  /** One's own request to join that waits. */
  joining: { id: string; organizationName: string; createdAt: Date } | null;
};

/** Reads them in one statement; null for everybody who has a place already, or none at all. */
export async function getProspects(ctx: Context): Promise<Prospects | null> {
  const { actor } = ctx;
  if (!isActiveDeveloper(actor) || !actor.organization.isDefault) return null;
  const { rows } = await ctx.db.execute<Row>(sql`
    select settings.organizations_may_register as "mayRequest",
      (select json_build_object('id', o.id, 'name', o.name, 'status', o.status, 'reason', o.decision_reason)
        from organizations o where o.requested_by = u.id and o.status in ('pending', 'rejected')
        order by (o.status = 'pending') desc, o.created_at desc limit 1) as requested,
      (select json_build_object('id', o.id, 'name', o.name) from organization_domains d
        join organizations o on o.id = d.organization_id
        where d.domain = split_part(u.email, '@', 2) and o.status = 'active' and o.closes_at is null
          and u.email_verified_at is not null) as proposed,
      (select json_build_object('id', j.id, 'organizationName', o.name, 'createdAt', j.created_at) from join_requests j
        join organizations o on o.id = j.organization_id
        where j.user_id = u.id and j.status = 'pending') as joining
    from users u cross join settings where u.id = ${actor.userId}`);
  const [row] = rows;
  if (!row) return null;
  return { ...row, joining: row.joining && { ...row.joining, createdAt: new Date(row.joining.createdAt) } };
}

type Row = Omit<Prospects, 'joining'> & {
  joining: { id: string; organizationName: string; createdAt: string } | null;
} & Record<string, unknown>;
