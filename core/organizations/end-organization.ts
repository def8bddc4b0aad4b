import { and, asc, eq, isNull } from 'drizzle-orm';
import { apps, type organizations, users } from '@/db/schema';
import { endApp } from '../apps/end-app';
import { moveApps } from '../apps/move-apps';
import type { Context } from '../context';
import type { Unit } from '../mutate';
import { closeDoors } from './close-doors';
import { sendHome } from './send-home';
import { tellOfClosing } from './tell-of-closing';

type Organization = typeof organizations.$inferSelect;

/**
 * What becomes of what was the organization's: its apps end, or go with owners who are active; its people go home, or
 * are shut out.
 */
export type Ending = {
  organization: Organization;
  defaults: Organization;
  apps: 'end_keys' | 'follow_owners';
  members: 'default' | 'deactivate';
  reason: string;
};
/** What ended with it. `appsMoved` went with their owners; the keys of `credentialIds` are being revoked. */
export type Ended = { members: number; appsEnded: number; appsMoved: number; credentialIds: string[] };

/**
 * Closes an organization inside the caller's change, which holds it and the default one (`lockWithDefault`), decided
 * that it may be, and explains it. Its members return to the default organization, all sessions of theirs end, and they
 * are told; invitations, codes, requests to join, domains, contacts and its place in catalogs end. The row stays as
 * `closed`, for history and for keys that are still dying: their end is pursued until it is proven, also when the
 * gateway is down.
 */
export async function endOrganization(ctx: Context, unit: Unit, ending: Ending): Promise<Ended> {
  const { organization, defaults, reason } = ending;
  const members = await lockMembers(unit, organization.id);
  await tellOfClosing(unit, { organization, members, reason, deactivates: ending.members === 'deactivate' });
  await closeDoors(ctx, unit, organization.id, reason);

  const staying = ending.members === 'default' ? members.filter(({ status }) => status === 'active') : [];
  const followed = ending.apps === 'follow_owners' ? staying : [];
  const ended = await endApps(ctx, unit, ending, new Set(followed.map(({ id }) => id)));
  for (const member of members) {
    await sendHome(unit, member, { from: organization, to: defaults, deactivates: ending.members === 'deactivate' });
  }
  let appsMoved = 0;
  for (const { id } of followed) {
    const moved = await moveApps(unit, { ownerId: id, toOrganizationId: defaults.id, toDefaultOrganization: true });
    appsMoved += moved.appIds.length;
  }
  return { members: members.length, appsMoved, ...ended };
}

async function lockMembers(unit: Unit, organizationId: string) {
  return unit.tx
    .select({ id: users.id, email: users.email, status: users.status })
    .from(users)
    .where(and(eq(users.organizationId, organizationId), isNull(users.deletedAt)))
    .orderBy(asc(users.id))
    .for('update');
}

/** Every app, but those of the owners who take theirs along. */
async function endApps(
  ctx: Context,
  unit: Unit,
  { organization, reason }: Ending,
  followed: ReadonlySet<string>,
): Promise<{ appsEnded: number; credentialIds: string[] }> {
  const rows = await unit.tx
    .select({ id: apps.id, name: apps.name, organizationId: apps.organizationId, ownerId: apps.ownerId })
    .from(apps)
    .where(and(eq(apps.organizationId, organization.id), isNull(apps.deletedAt)))
    .orderBy(asc(apps.id))
    .for('update');
  const ending = rows.filter(({ ownerId }) => ownerId === null || !followed.has(ownerId));
  const credentialIds: string[] = [];
  for (const app of ending) credentialIds.push(...(await endApp(ctx, unit, app, reason)).credentialIds);
  return { appsEnded: ending.length, credentialIds };
}
