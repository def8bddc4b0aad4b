import { eq } from 'drizzle-orm';
import { teams } from '@/db/schema';
import type { Context } from '../context';
import { mutate } from '../mutate';
import { lockTeam } from './lock-team';
import { parseTeamName, teamNameTaken } from './parse-team-name';

/**
 * Gives a team another name, the default team too. Throws `not_found`, `forbidden`, `conflict` for an organization that
 * has ended, `invalid` for `name`.
 */
export async function renameTeam(ctx: Context, input: { teamId: string; name: string }): Promise<void> {
  await mutate(ctx, async (unit) => {
    const team = await lockTeam(unit, ctx.actor, input.teamId);
    const name = parseTeamName(input.name);
    await unit.tx.update(teams).set({ name }).where(eq(teams.id, team.id));
    const subject = { kind: 'team', id: team.id, organizationId: team.organizationId };
    await unit.audit('team.renamed', subject, { from: team.name, name });
  }).catch((error: unknown) => {
    throw teamNameTaken(error);
  });
}
