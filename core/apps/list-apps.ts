import { desc, eq, sql } from 'drizzle-orm';
import { apps, teams, users } from '@/db/schema';
import type { Context } from '../context';
import { notFound } from '../errors';
import { isActiveDeveloper } from '../identity/actor';
import { visibleApps } from '../visibility';

/** More than one person looks through; a team with more finds its apps by search. */
const APPS_MAX = 200;

/** An app as its people list it. */
export type AppLine = {
  id: string;
  name: string;
  description: string;
  visibility: 'personal' | 'team' | 'organization';
  teamName: string | null;
  ownerName: string | null;
  createdAt: Date;
  /** Keys that work, keys that wait for their Generate key, keys that the gateway refused. */
  activeKeys: number;
  waitingKeys: number;
  failedKeys: number;
  pendingRequests: number;
};

/** The apps that the actor shares, newest first. Throws `not_found` for whoever has none to see. */
export async function listApps(ctx: Context): Promise<AppLine[]> {
  if (!isActiveDeveloper(ctx.actor)) throw notFound();
  return ctx.db
    .select({
      id: apps.id,
      name: apps.name,
      description: apps.description,
      visibility: apps.visibility,
      teamName: teams.name,
      ownerName: sql<string | null>`${users.firstName} || ' ' || ${users.lastName}`,
      createdAt: apps.createdAt,
      ...keyCounts,
    })
    .from(apps)
    .leftJoin(users, eq(users.id, apps.ownerId))
    .leftJoin(teams, eq(teams.id, apps.teamId))
    .where(visibleApps(ctx.actor))
    .orderBy(desc(apps.createdAt), desc(apps.id))
    .limit(APPS_MAX);
}

const keysIn = (...statuses: string[]) =>
  sql<number>`(select count(*)::int from credentials key where key.app_id = apps.id
    and key.status::text in ${statuses})`;

/** What an app holds; inside a query of apps with at least one join. */
export const keyCounts = {
  activeKeys: keysIn('active', 'provisioning'),
  waitingKeys: keysIn('awaiting_claim'),
  failedKeys: keysIn('failed'),
  pendingRequests: sql<number>`(select count(*)::int from access_requests asked where asked.app_id = apps.id
    and asked.status = 'pending')`,
};
