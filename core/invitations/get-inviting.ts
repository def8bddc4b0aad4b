import { eq, sql } from 'drizzle-orm';
import { organizations } from '@/db/schema';
import type { Context } from '../context';
import { notFound } from '../errors';
import { can } from '../policy';

/** What a super admin needs to invite: the organization's teams; and whether people wait at the door already. */
export type Inviting = {
  organizationId: string;
  /** The default team first. */
  teams: { id: string; name: string; isDefault: boolean }[];
  /** How many ask to be let in. */
  joinRequests: number;
};

/** For the actor's own organization, in one statement. Throws `not_found` for who may not invite. */
export async function getInviting(ctx: Context): Promise<Inviting> {
  const { actor } = ctx;
  if (actor.kind !== 'developer') throw notFound();
  const organizationId = actor.organization.id;
  if (!can(actor, 'member.invite', { organizationId })) throw notFound();
  const [row] = await ctx.db
    .select({
      organizationId: organizations.id,
      teams: sql<Inviting['teams']>`(select coalesce(json_agg(json_build_object('id', team.id, 'name', team.name,
        'isDefault', team.is_default) order by team.is_default desc, lower(team.name)), '[]') from teams team
        where team.organization_id = organizations.id)`,
      joinRequests: sql<number>`(select count(*)::int from join_requests asked
        where asked.organization_id = organizations.id and asked.status = 'pending')`,
    })
    .from(organizations)
    .where(eq(organizations.id, organizationId));
  if (!row) throw notFound();
  return row;
}
