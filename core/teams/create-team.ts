import { newId } from '@/db/ids';
import { teams } from '@/db/schema';
import type { Context } from '../context';
import { mutate } from '../mutate';
import { lockOrganization } from '../organizations/lock-organization';
import { refuseEnded } from '../organizations/refuse-ended';
import { authorize } from '../policy';
import { parseTeamName, teamNameTaken } from './parse-team-name';

/**
 * Makes a team without members in an organization: super admins in their own, portal admins in every one. Throws
 * `not_found`, `forbidden`, `conflict` for an organization that has ended, `invalid` for `name`.
 */
export async function createTeam(
  ctx: Context,
  input: { organizationId: string; name: string },
): Promise<{ teamId: string }> {
  return mutate(ctx, async (unit) => {
    const organization = await lockOrganization(unit, ctx.actor, input.organizationId);
    authorize(ctx.actor, 'team.manage', { organizationId: organization.id });
    refuseEnded(organization);
    const name = parseTeamName(input.name);
    const teamId = newId();
    await unit.tx.insert(teams).values({ id: teamId, organizationId: organization.id, name });
    await unit.audit('team.created', { kind: 'team', id: teamId, organizationId: organization.id }, { name });
    return { teamId };
  }).catch((error: unknown) => {
    throw teamNameTaken(error);
  });
}
