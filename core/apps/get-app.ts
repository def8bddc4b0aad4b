import { and, desc, eq, inArray } from 'drizzle-orm';
import { isId } from '@/db/ids';
import { accessRequests, apps, organizations, teams, users } from '@/db/schema';
import { byAge, type RequestLine, selectLines, toLine } from '../access-requests/request-line';
import type { Context } from '../context';
import { notFound } from '../errors';
import { isActiveDeveloper } from '../identity/actor';
import { can } from '../policy';
import { visibleApps } from '../visibility';
import { keyCounts } from './list-apps';

/** The newest of an app's requests. */
const REQUESTS_MAX = 50;

export type AppDetail = {
  id: string;
  name: string;
  description: string;
  visibility: 'personal' | 'team' | 'organization';
  teamId: string | null;
  teamName: string | null;
  owner: { id: string; name: string; email: string } | null;
  organization: { id: string; name: string; isDefault: boolean; status: string };
  createdAt: Date;
  deletedAt: Date | null;
  activeKeys: number;
  waitingKeys: number;
  failedKeys: number;
  pendingRequests: number;
  requests: RequestLine[];
  mayChange: boolean;
  mayDelete: boolean;
};

/** An app with its requests. A declined request has left the app and stays in the history. Throws `not_found`. */
export async function getApp(ctx: Context, input: { appId: string }): Promise<AppDetail> {
  if (!isId(input.appId)) throw notFound();
  const [row] = await ctx.db
    .select(columns)
    .from(apps)
    .innerJoin(organizations, eq(organizations.id, apps.organizationId))
    .leftJoin(users, eq(users.id, apps.ownerId))
    .leftJoin(teams, eq(teams.id, apps.teamId))
    .where(and(eq(apps.id, input.appId), visibleApps(ctx.actor)));
  if (!row) throw notFound();
  const { owner, ...app } = row;
  const resource = { ...app, organizationId: app.organization.id, ownerId: owner?.id ?? null };
  const lives = app.deletedAt === null;
  return {
    ...app,
    owner: owner && { id: owner.id, name: `${owner.firstName} ${owner.lastName}`, email: owner.email },
    requests: await readRequests(ctx, app.id),
    mayChange: lives && can(ctx.actor, 'app.change', resource),
    mayDelete: lives && can(ctx.actor, 'app.delete', resource),
  };
}

const columns = {
  id: apps.id,
  name: apps.name,
  description: apps.description,
  visibility: apps.visibility,
  teamId: apps.teamId,
  teamName: teams.name,
  owner: { id: users.id, firstName: users.firstName, lastName: users.lastName, email: users.email },
  organization: {
    id: organizations.id,
    name: organizations.name,
    isDefault: organizations.isDefault,
    status: organizations.status,
  },
  createdAt: apps.createdAt,
  deletedAt: apps.deletedAt,
  ...keyCounts,
};

async function readRequests(ctx: Context, appId: string): Promise<RequestLine[]> {
  const isShown = isActiveDeveloper(ctx.actor)
    ? inArray(accessRequests.status, ['pending', 'approved', 'fulfilled', 'withdrawn'])
    : undefined;
  const rows = await selectLines(ctx.db, byAge('newest first'))
    .where(and(eq(accessRequests.appId, appId), isShown))
    .orderBy(desc(accessRequests.createdAt))
    .limit(REQUESTS_MAX);
  return rows.map(toLine);
}
