import { eq } from 'drizzle-orm';
import { teamMembers } from '@/db/schema';
import type { Unit } from '../mutate';

/** The teams that somebody is in now. */
export async function teamsOf(unit: Unit, userId: string): Promise<string[]> {
  const rows = await unit.tx.select({ id: teamMembers.teamId }).from(teamMembers).where(eq(teamMembers.userId, userId));
  return rows.map(({ id }) => id);
}
