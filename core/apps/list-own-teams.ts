import { and, asc, eq, inArray } from 'drizzle-orm';
import { teams } from '@/db/schema';
import type { Context } from '../context';
import { isActiveDeveloper } from '../identity/actor';

/** The teams that the actor may share an app with: one's own, and a super admin with every team of the organization. */
export async function listOwnTeams(ctx: Context): Promise<{ id: string; name: string }[]> {
  const { actor } = ctx;
  if (!isActiveDeveloper(actor) || actor.organization.isDefault) return [];
  const isMine = actor.role === 'super_admin' ? undefined : inArray(teams.id, [...actor.teamIds]);
  return ctx.db
    .select({ id: teams.id, name: teams.name })
    .from(teams)
    .where(and(eq(teams.organizationId, actor.organization.id), isMine))
    .orderBy(asc(teams.name));
}
