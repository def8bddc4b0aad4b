import { and, eq, isNull } from 'drizzle-orm';
import { apps } from '@/db/schema';
import type { Unit } from '../mutate';

/** The apps that somebody owns in an organization, held until the change commits. */
export async function lockAppsOf(unit: Unit, owner: { userId: string; organizationId: string }) {
  return unit.tx
    .select({ id: apps.id, name: apps.name, organizationId: apps.organizationId })
    .from(apps)
    .where(and(eq(apps.ownerId, owner.userId), eq(apps.organizationId, owner.organizationId), isNull(apps.deletedAt)))
    .orderBy(apps.id)
    .for('update');
}
