import { sql } from 'drizzle-orm';
import { users } from '@/db/schema';
import { IDLE_DAYS } from '../identity/load-actor';

/** How many of each the page shows; the rest is one link away. */
const PARTS_MAX = 50;

/**
 * Parts of a developer's page, each a list in JSON, inside a query of `users` with at least one join. Times are texts.
 */
export const teamsOfUser = sql<{ id: string; name: string; isDefault: boolean }[]>`coalesce((
  select json_agg(json_build_object('id', team.id, 'name', team.name, 'isDefault', team.is_default)
    order by lower(team.name))
  from team_members place join teams team on team.id = place.team_id where place.user_id = ${users.id}), '[]')`;

/** An app in JSON of the database, where instants are texts; `keys` counts those that work. */
export type JsonApp = { id: string; name: string; visibility: string; keys: number; createdAt: string };
/** The newest apps of the `users` of the query. */
export const appsOfUser = sql<JsonApp[]>`coalesce((
  select json_agg(owned order by owned."createdAt" desc) from (
    select app.id, app.name, app.visibility, app.created_at as "createdAt",
      (select count(*)::int from credentials key where key.app_id = app.id
        and key.status in ('active', 'provisioning')
      and (key.expires_at is null or key.expires_at > now())) as keys
    from apps app where app.owner_id = ${users.id} and app.deleted_at is null
    order by app.created_at desc limit ${PARTS_MAX}) owned), '[]')`;

/** A request in JSON of the database. */
export type JsonRequest = { id: string; appName: string; planName: string; status: string; createdAt: string };
/** The newest requests of the `users` of the query. */
export const requestsOfUser = sql<JsonRequest[]>`coalesce((
  select json_agg(asked order by asked."createdAt" desc) from (
    select request.id, app.name as "appName", request.terms ->> 'displayName' as "planName", request.status,
      request.created_at as "createdAt"
    from access_requests request join apps app on app.id = request.app_id where request.requested_by = ${users.id}
    order by request.created_at desc limit ${PARTS_MAX}) asked), '[]')`;

/** A session in JSON of the database. */
export type JsonSession = { id: string; startedAt: string; lastSeenAt: string; ip: string; userAgent: string };
/** Where the `users` of the query are logged in. */
export const sessionsOfUser = sql<JsonSession[]>`coalesce((
  select json_agg(open order by open."lastSeenAt" desc) from (
    select session.id, session.created_at as "startedAt", session.last_seen_at as "lastSeenAt", session.ip,
      session.user_agent as "userAgent"
    from sessions session where session.user_id = ${users.id} and session.ended_at is null
      and session.expires_at > now() and session.last_seen_at > now() - make_interval(days => ${IDLE_DAYS})
    order by session.last_seen_at desc limit ${PARTS_MAX}) open), '[]')`;

/** An invitation in JSON of the database; `sentAt` is null until its mail has gone out. */
export type JsonInvitation = { id: string; sentAt: string | null; expiresAt: string; isExpired: boolean };
/** The one that waits for an answer of the `users` of the query. */
export const invitationOfUser = sql<JsonInvitation | null>`(
  select json_build_object('id', sent.id, 'sentAt', sent.sent_at, 'expiresAt', sent.expires_at,
    'isExpired', sent.expires_at <= now())
  from invitations sent where sent.user_id = ${users.id} and sent.status = 'pending')`;
