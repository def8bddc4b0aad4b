import { and, eq } from 'drizzle-orm';
import { teams } from '@/db/schema';
import { invalid } from '../errors';
import type { DeveloperActor } from '../identity/actor';
import type { Unit } from '../mutate';

/** With whom an app is shared. */
export type Sharing = {
  visibility: 'personal' | 'team' | 'organization';
  /** The team to share it with, for visibility `team`. */
  teamId: string | null;
};

/** Who may choose what: a developer, or an admin for the people of an app's organization. */
export type Sharer = {
  organization: { id: string; isDefault: boolean };
  /** The teams that they may share it with; null: every team of the organization. */
  teamIds: readonly string[] | null;
  /** Whether it may be taken from everybody but its owner. */
  mayMakePersonal: boolean;
};

/** What a developer may choose for an app of this owner. */
export function sharerOf(developer: DeveloperActor, ownerId: string | null): Sharer {
  const { organization, role, teamIds, userId } = developer;
  return { organization, teamIds: role === 'super_admin' ? null : teamIds, mayMakePersonal: ownerId === userId };
}

/**
 * Refuses what cannot be shared so: nothing in the default organization, with no foreign team, and never personal where
 * that takes it from everybody. Throws `invalid` for `visibility` and `teamId`.
 */
export async function checkSharing(unit: Unit, sharer: Sharer, wish: Sharing): Promise<void> {
  if (wish.visibility === 'personal') {
    if (sharer.mayMakePersonal) return;
    throw invalid('visibility', 'Only its owner can make an app personal.');
  }
  if (sharer.organization.isDefault) {
    throw invalid('visibility', 'Apps are shared inside an organization. Create or join one first.');
  }
  if (wish.visibility === 'organization') return;
  const [team] = wish.teamId
    ? await unit.tx
        .select({ id: teams.id })
        .from(teams)
        .where(and(eq(teams.id, wish.teamId), eq(teams.organizationId, sharer.organization.id)))
        .for('key share')
    : [];
  const mayTake = team && (sharer.teamIds === null || sharer.teamIds.includes(team.id));
  if (!mayTake) throw invalid('teamId', 'Choose one of your teams.');
}
