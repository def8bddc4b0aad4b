import type { OrganizationStatus } from '@/core/identity/actor';
import { parseOrganizationName } from '@/core/organizations/parse-organization-name';
import type { Database } from '@/db/client';
import { newId } from '@/db/ids';
import { organizations, teams } from '@/db/schema';

/** What a developer is seeded into. */
export type SeededOrganization = {
  id: string;
  name: string;
  status: OrganizationStatus;
  isDefault: boolean;
};

/** An organization with its default team, and nobody in it. */
export async function seedOrganization(
  db: Database,
  name: string,
  status: SeededOrganization['status'],
): Promise<SeededOrganization> {
  const id = newId();
  await db.insert(organizations).values({ id, ...parseOrganizationName(name), status });
  await db.insert(teams).values({ organizationId: id, name: 'Default team', isDefault: true });
  return { id, name, status, isDefault: false };
}
