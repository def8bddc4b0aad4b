import { newId } from '@/db/ids';
import { organizations, teams } from '@/db/schema';
import type { Unit } from '../mutate';

/** What every organization's first team is called until somebody renames it. */
const DEFAULT_TEAM_NAME = 'Default team';

/**
 * Makes an organization with its default team inside the caller's change, which explains it (`organization.created` or
 * `organization.requested`). A name that is taken violates `organizations_name`; `nameTaken` makes a refusal of it.
 */
export async function insertOrganization(
  unit: Unit,
  wish: { name: string; nameKey: string; status: 'active' | 'pending'; purpose?: string; requestedBy?: string },
): Promise<{ organizationId: string; teamId: string }> {
  const [organizationId, teamId] = [newId(), newId()];
  await unit.tx.insert(organizations).values({ id: organizationId, ...wish });
  await unit.tx.insert(teams).values({ id: teamId, organizationId, name: DEFAULT_TEAM_NAME, isDefault: true });
  return { organizationId, teamId };
}
