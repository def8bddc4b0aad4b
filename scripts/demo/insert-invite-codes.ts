import { and, eq } from 'drizzle-orm';
import { asActor, type Context } from '@/core/context';
import { issueInviteCode } from '@/core/invite-codes/issue-invite-code';
import { teams } from '@/db/schema';
import { type Cast, named } from './cast';
import type { Place } from './insert-organizations';

const demoInviteCodes = [
  { code: 'HACKDAY-2025', organization: 'default', quota: 50, lastDay: '2025-06-30', note: 'Hack day of last summer' },
  { code: '', organization: 'birchwood', quota: 10, lastDay: null, note: 'For the people of Birchwood Freight' },
  { code: 'HARBOUR-CAMP', organization: 'default', quota: 100, lastDay: null, note: 'Printed on the camp’s flyers' },
] as const;

/** A code for an event, one for a partner, and one that has expired. */
export async function insertInviteCodes(ctx: Context, places: Map<string, Place>, cast: Cast): Promise<void> {
  const asAdmin = asActor(ctx, cast.admin('marta'));
  for (const { organization, ...terms } of demoInviteCodes) {
    const [team] = await ctx.db
      .select({ id: teams.id })
      .from(teams)
      .where(and(eq(teams.organizationId, named(places, organization).id), eq(teams.isDefault, true)));
    if (!team) throw new Error(`the demo's organization ${organization} has no default team`);
    await issueInviteCode(asAdmin, { ...terms, teamId: team.id, isActive: true });
  }
}
