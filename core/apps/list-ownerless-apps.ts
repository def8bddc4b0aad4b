import { asc, eq, sql } from 'drizzle-orm';
import { apps, users } from '@/db/schema';
import type { Context } from '../context';
import { isActiveDeveloper } from '../identity/actor';
import { keyCounts } from './list-apps';
import { ownerlessApps } from './transferable-apps';

/** An app that nobody of the organization looks after. `ownerName` is that of somebody shut out. */
export type OwnerlessApp = {
  id: string;
  name: string;
  visibility: 'personal' | 'team' | 'organization';
  ownerName: string | null;
  activeKeys: number;
};

/**
 * For super admins: apps of their organization whose owner is gone or shut out, also personal ones. Empty for others.
 */
export async function listOwnerlessApps(ctx: Context): Promise<OwnerlessApp[]> {
  const { actor } = ctx;
  if (!isActiveDeveloper(actor) || actor.role !== 'super_admin' || actor.organization.isDefault) return [];
  return ctx.db
    .select({
      id: apps.id,
      name: apps.name,
      visibility: apps.visibility,
      ownerName: sql<string | null>`case when ${users.deletedAt} is null
        then ${users.firstName} || ' ' || ${users.lastName} end`,
      activeKeys: keyCounts.activeKeys,
    })
    .from(apps)
    .leftJoin(users, eq(users.id, apps.ownerId))
    .where(ownerlessApps(actor.organization.id))
    .orderBy(asc(apps.name), asc(apps.id));
}
