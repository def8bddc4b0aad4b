import { and, eq, sql } from 'drizzle-orm';
import { organizations, teams } from '@/db/schema';
import { invalid } from '../errors';
import type { Unit } from '../mutate';

/** The most people that one code may let in. */
const QUOTA_MAX = 100_000;
const NOTE_MAX = 200;

/**
 * What an admin says about a code. `lastDay` is a day in UTC (`2026-12-31`), the last on which it works; null: no end.
 */
export type InviteCodeTerms = {
  teamId: string;
  quota: number;
  lastDay: string | null;
  isActive: boolean;
  note: string;
};

/** The columns for these terms. Throws `invalid` for `quota`, `lastDay`, `note` and `teamId`. */
export async function checkTerms(unit: Unit, terms: InviteCodeTerms) {
  const { quota, isActive } = terms;
  if (!Number.isInteger(quota) || quota < 1 || quota > QUOTA_MAX) {
    throw invalid('quota', `Enter a whole number from 1 to ${QUOTA_MAX.toLocaleString('en')}.`);
  }
  const note = terms.note.trim();
  if (note.length > NOTE_MAX || /\p{Cc}/u.test(note)) throw invalid('note', `Use at most ${NOTE_MAX} characters.`);
  const place = await teamOf(unit, terms.teamId);
  return { ...place, quota, isActive, note, expiresAt: endOf(terms.lastDay) };
}

async function teamOf(unit: Unit, teamId: string): Promise<{ teamId: string; organizationId: string }> {
  const [team] = await unit.tx
    .select({ teamId: teams.id, organizationId: teams.organizationId })
    .from(teams)
    .innerJoin(organizations, eq(organizations.id, teams.organizationId))
    .where(and(eq(sql`${teams.id}::text`, teamId), eq(organizations.status, 'active')));
  if (!team) throw invalid('teamId', 'Choose the team that its users join.');
  return team;
}

/** The end of a day: the first instant of the next one, in UTC. */
function endOf(day: string | null): Date | null {
  if (day === null || day === '') return null;
  const start = /^\d{4}-\d\d-\d\d$/.test(day) ? Date.parse(`${day}T00:00:00Z`) : Number.NaN;
  const isReal = !Number.isNaN(start) && new Date(start).toISOString().startsWith(day);
  if (!isReal || start > Date.parse('2100-01-01')) throw invalid('lastDay', 'Enter a day, such as 2027-01-31.');
  return new Date(start + 86_400_000);
}

/** The last day (UTC) on which a code works that ends at this moment; null for one without an end. */
export function lastDayOf(expiresAt: Date | null): string | null {
  return expiresAt && new Date(expiresAt.getTime() - 1).toISOString().slice(0, 10);
}
