import { and, eq } from 'drizzle-orm';
import type { Transaction } from '@/db/client';
import { isId } from '@/db/ids';
import { accessRequests, apps, credentials, organizations } from '@/db/schema';
import { notFound } from '../errors';
import type { Actor } from '../identity/actor';
import { holdMember } from '../identity/hold-member';
import type { Resource } from '../policy';
import { visibleCredentials } from '../visibility';

/** A credential held for a change, with what rules look at. */
export type LockedCredential = Awaited<ReturnType<typeof lockCredential>>;

/**
 * Holds the credential for this change, if the actor may know that it exists; throws `not_found` otherwise. What it
 * depends on is held shared, always in the order organization, person, app, request, credential, so that whoever
 * suspends, deletes or withdraws those at the same time comes wholly before or wholly after.
 */
export async function lockCredential(tx: Transaction, actor: Actor, credentialId: string) {
  if (!isId(credentialId)) throw notFound();
  const [found] = await tx
    .select({
      organizationId: credentials.organizationId,
      appId: credentials.appId,
      accessRequestId: credentials.accessRequestId,
    })
    .from(credentials)
    .where(and(eq(credentials.id, credentialId), visibleCredentials(tx, actor)));
  if (!found) throw notFound();
  const [organization] = await tx
    .select({ status: organizations.status })
    .from(organizations)
    .where(eq(organizations.id, found.organizationId))
    .for('share');
  await holdMember(tx, actor);
  const [app] = await tx
    .select({
      name: apps.name,
      ownerId: apps.ownerId,
      visibility: apps.visibility,
      teamId: apps.teamId,
      deletedAt: apps.deletedAt,
    })
    .from(apps)
    .where(eq(apps.id, found.appId))
    .for('share');
  const [request] = await tx
    .select({ status: accessRequests.status, requestedBy: accessRequests.requestedBy })
    .from(accessRequests)
    .where(eq(accessRequests.id, found.accessRequestId))
    .for('share');
  const [row] = await tx.select().from(credentials).where(eq(credentials.id, credentialId)).for('update');
  if (!row || !organization || !app || !request) throw notFound();
  const resource: Resource = {
    organizationId: row.organizationId,
    ownerId: app.ownerId,
    visibility: app.visibility,
    teamId: app.teamId,
  };
  return { row, organization, app, request, resource };
}
