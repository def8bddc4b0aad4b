import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import { apps, credentials } from '@/db/schema';
import { nextOperation } from '../credentials/next-operation';
import type { Unit } from '../mutate';

/**
 * Takes the apps of somebody who changes organizations along into the new one, as personal ones where nothing is shared
 * (the default organization) or nothing shall be (`staysPersonal`), and as the organization's otherwise. Requests and
 * credentials follow by foreign key, and the gateway learns the new organization from the metadata of the keys. Inside
 * the caller's change; call after `placeUser`.
 */
export async function moveApps(
  unit: Unit,
  move: { ownerId: string; toOrganizationId: string; toDefaultOrganization: boolean; staysPersonal?: boolean },
): Promise<{ appIds: string[] }> {
  const { ownerId, toOrganizationId } = move;
  const moved = await unit.tx
    .update(apps)
    .set({
      organizationId: toOrganizationId,
      visibility: move.toDefaultOrganization || move.staysPersonal ? 'personal' : 'organization',
      teamId: null,
      updatedAt: sql`now()`,
    })
    .where(and(eq(apps.ownerId, ownerId), isNull(apps.deletedAt)))
    .returning({ id: apps.id });
  const appIds = moved.map(({ id }) => id);
  if (appIds.length === 0) return { appIds };
  for (const id of appIds) {
    await unit.audit('app.moved', { kind: 'app', id, organizationId: toOrganizationId }, { ownerId });
  }
  await nameOrganizationOnKeys(unit, appIds, toOrganizationId);
  return { appIds };
}

/**
 * A key that exists, or is being made, is written again with what it says now; one that does not exist yet says it
 * later.
 */
async function nameOrganizationOnKeys(unit: Unit, appIds: readonly string[], organizationId: string): Promise<void> {
  const isOfApps = inArray(credentials.appId, [...appIds]);
  const wanted = sql`jsonb_set(${credentials.wanted}, '{metadata,organization_id}', to_jsonb(${organizationId}::text))`;
  await unit.tx
    .update(credentials)
    .set({ wanted, updatedAt: sql`now()` })
    .where(and(isOfApps, inArray(credentials.status, ['awaiting_claim', 'failed'])));
  const written = await unit.tx
    .update(credentials)
    .set({ wanted, ...nextOperation })
    .where(and(isOfApps, inArray(credentials.status, ['provisioning', 'active'])))
    .returning({ id: credentials.id });
  for (const { id } of written) await unit.enqueue({ kind: 'credential.sync', credentialId: id });
}
