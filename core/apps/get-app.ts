import { and, eq, type SQL, sql } from 'drizzle-orm';
import { isId } from '@/db/ids';
import { apps, organizations, teams, users } from '@/db/schema';
import { productNames } from '../access-requests/request-line';
import type { AccessRequestStatus } from '../access-requests/status';
import type { Context } from '../context';
import { notFound } from '../errors';
import { type Actor, isActiveAdmin, isActiveDeveloper } from '../identity/actor';
import { can } from '../policy';
import { visibleApps } from '../visibility';
import { keyCounts } from './list-apps';

/** The newest of an app's requests. */
const REQUESTS_MAX = 50;

/** A request on the page of its app. */
export type AppRequest = {
  id: string;
  status: AccessRequestStatus;
  planName: string;
  productNames: string;
  /** It asks to change what a key has, instead of asking for a key. */
  isChange: boolean;
  createdAt: string;
};
/** An app with its requests and keys, and what the reader may do with it. */
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
  /** When its people were last asked whether it is needed, while nobody has answered. */
  reviewAskedAt: Date | null;
  confirmedAt: Date | null;
  /** Who said last that it is needed. */
  confirmedByName: string | null;
  activeKeys: number;
  waitingKeys: number;
  failedKeys: number;
  pendingRequests: number;
  /** The newest, newest first. */
  requests: AppRequest[];
  /** The teams that the actor may share it with. */
  teams: { id: string; name: string }[];
  mayChange: boolean;
  mayDelete: boolean;
};

/**
 * An app with its requests, in one query. A declined or cancelled request has left the app for its people and stays in
 * the history. Throws `not_found`.
 */
export async function getApp(ctx: Context, input: { appId: string }): Promise<AppDetail> {
  return (await getAppAndHashes(ctx, input)).app;
}

/**
 * The same, with what the calls of its keys are counted under where the gateway keeps hashes: for figures, and nothing
 * for the browser.
 */
export async function getAppAndHashes(
  ctx: Context,
  input: { appId: string },
): Promise<{ app: AppDetail; keyHashes: string[] }> {
  if (!isId(input.appId)) throw notFound();
  const [row] = await ctx.db
    .select({ ...columns, keyHashes: KEY_HASHES, requests: newestRequests(ctx.actor), teams: ownTeams(ctx.actor) })
    .from(apps)
    .innerJoin(organizations, eq(organizations.id, apps.organizationId))
    .leftJoin(users, eq(users.id, apps.ownerId))
    .leftJoin(teams, eq(teams.id, apps.teamId))
    .where(and(eq(apps.id, input.appId), visibleApps(ctx.actor)));
  if (!row) throw notFound();
  const { owner, keyHashes, ...app } = row;
  const resource = { ...app, organizationId: app.organization.id, ownerId: owner?.id ?? null };
  const lives = app.deletedAt === null;
  return {
    keyHashes,
    app: {
      ...app,
      owner: owner && { id: owner.id, name: `${owner.firstName} ${owner.lastName}`, email: owner.email },
      mayChange: lives && can(ctx.actor, 'app.change', resource),
      mayDelete: lives && can(ctx.actor, 'app.delete', resource),
    },
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
  reviewAskedAt: sql<Date | null>`case when ${apps.confirmedAt} is null or ${apps.confirmedAt} < ${apps.reviewAskedAt}
    then ${apps.reviewAskedAt} end`.mapWith(apps.createdAt),
  confirmedAt: apps.confirmedAt,
  confirmedByName: sql<string | null>`(select confirmer.first_name || ' ' || confirmer.last_name from users confirmer
    where confirmer.id = ${apps.confirmedBy})`,
  ...keyCounts,
};

const KEY_HASHES = sql<string[]>`(select coalesce(json_agg(made.gateway_key_hash), '[]') from credentials made
  where made.app_id = apps.id and made.gateway_key_hash is not null)`;

function newestRequests(actor: Actor): SQL<AppRequest[]> {
  const isShown = isActiveDeveloper(actor)
    ? sql`and access_requests.status in ('pending', 'approved', 'fulfilled', 'withdrawn')`
    : sql``;
  return sql<AppRequest[]>`(select coalesce(json_agg(asked.line order by asked.created_at desc), '[]') from (
    select access_requests.created_at, json_build_object('id', access_requests.id, 'status', access_requests.status,
      'planName', access_requests.terms ->> 'displayName', 'productNames', ${productNames},
      'isChange', access_requests.changes_request_id is not null, 'createdAt', access_requests.created_at) as line
    from access_requests where access_requests.app_id = apps.id ${isShown}
    order by access_requests.created_at desc limit ${REQUESTS_MAX}) asked)`;
}

/** One's own teams; for a super admin every team of the organization, for admins of the app's; none where nothing is shared. */
function ownTeams(actor: Actor): SQL<{ id: string; name: string }[]> {
  const isDeveloper = isActiveDeveloper(actor);
  if (!isDeveloper && !isActiveAdmin(actor)) return sql<[]>`'[]'::json`;
  if (isDeveloper && actor.organization.isDefault) return sql<[]>`'[]'::json`;
  const isMine =
    !isDeveloper || actor.role === 'super_admin'
      ? sql`true`
      : sql`mine.id::text = any(${sql.param([...actor.teamIds])})`;
  return sql<
    { id: string; name: string }[]
  >`(select coalesce(json_agg(json_build_object('id', mine.id, 'name', mine.name)
    order by mine.name), '[]') from teams mine where mine.organization_id = apps.organization_id
    and not organizations.is_default and ${isMine})`;
}
