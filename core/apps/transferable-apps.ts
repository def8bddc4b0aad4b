import { and, eq, isNull, or, type SQL, sql } from 'drizzle-orm';
import { apps } from '@/db/schema';
import type { DeveloperActor } from '../identity/actor';
import { visibleApps } from '../visibility';

/**
 * Apps that the actor may know of in order to give them to somebody: those that they share, and, for a super admin,
 * also the personal ones of their organization whose owner is gone, shut out, or of another organization. Their keys
 * stay unseen.
 */
export function transferableApps(actor: DeveloperActor, appId?: string): SQL | undefined {
  const isIt = appId === undefined ? undefined : eq(apps.id, appId);
  if (actor.role !== 'super_admin' || actor.organization.isDefault) return and(isIt, visibleApps(actor));
  return and(isIt, or(visibleApps(actor), ownerlessApps(actor.organization.id)));
}

/** Apps of an organization that no active member of it owns. */
export function ownerlessApps(organizationId: string): SQL | undefined {
  return and(
    eq(apps.organizationId, organizationId),
    isNull(apps.deletedAt),
    sql`not exists (select 1 from users owner where owner.id = ${apps.ownerId} and owner.status = 'active'
      and owner.deleted_at is null and owner.organization_id = ${organizationId})`,
  );
}
