import { and, eq } from 'drizzle-orm';
import { isId } from '@/db/ids';
import { teams } from '@/db/schema';
import { notFound } from '../errors';
import type { Actor } from '../identity/actor';
import type { Unit } from '../mutate';
import { lockOrganization } from '../organizations/lock-organization';
import { refuseEnded } from '../organizations/refuse-ended';
import { authorize } from '../policy';
import { visibleTeams } from '../visibility';

/** A team and what its organization is, both locked until the change commits. */
export type LockedTeam = {
  id: string;
  organizationId: string;
  name: string;
  isDefault: boolean;
  organization: { name: string; isDefault: boolean };
};

/**
 * A team that the actor may manage, locked: its organization's row first, like every change of membership, then its
 * own. Throws `not_found`, `forbidden`, and `conflict` when the organization has ended.
 */
export async function lockTeam(unit: Unit, actor: Actor, teamId: string): Promise<LockedTeam> {
  if (!isId(teamId)) throw notFound();
  const isIt = and(eq(teams.id, teamId), visibleTeams(actor));
  const [found] = await unit.tx.select({ organizationId: teams.organizationId }).from(teams).where(isIt);
  if (!found) throw notFound();
  authorize(actor, 'team.manage', { organizationId: found.organizationId });
  const organization = await lockOrganization(unit, actor, found.organizationId);
  refuseEnded(organization);
  const [team] = await unit.tx
    .select({ id: teams.id, organizationId: teams.organizationId, name: teams.name, isDefault: teams.isDefault })
    .from(teams)
    .where(isIt)
    .for('update');
  if (!team) throw notFound();
  return { ...team, organization: { name: organization.name, isDefault: organization.isDefault } };
}
