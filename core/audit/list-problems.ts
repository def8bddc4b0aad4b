import { sql } from 'drizzle-orm';
import type { Context } from '../context';
import { notFound } from '../errors';
import { can } from '../policy';

/** As many of each as a home page shows. */
const PROBLEMS_MAX = 10;

/** What went wrong and waits for somebody. `reason` is in words for people. */
export type Problems = {
  keys: { credentialId: string; appId: string; appName: string; reason: string; since: Date }[];
  mails: { id: string; message: string; to: string; reason: string; since: Date }[];
  gateways: { id: string; name: string; problem: string; since: Date | null }[];
  /** Keys that somebody found in the open and that still work. */
  found: { credentialId: string; appId: string; appName: string; lastFour: string; since: Date }[];
  /** Requests of which the other system that decides them could not be told. */
  untold: { requestId: string; appName: string; reason: string; since: Date }[];
  /** Webhooks that are paused, by the portal or by an admin: until somebody resumes them nothing is sent. */
  webhooks: { id: string; name: string; since: Date }[];
};

type Row = {
  kind: 'key' | 'mail' | 'gateway' | 'untold' | 'found' | 'webhook';
  id: string;
  appId: string | null;
  name: string;
  to: string;
  reason: string;
  since: string | null;
};

/**
 * What went wrong and will not mend itself, newest first, for portal admins, in one query. Throws `not_found` for
 * everybody else.
 */
export async function listProblems(ctx: Context): Promise<Problems> {
  if (!can(ctx.actor, 'mail.read')) throw notFound();
  const { rows } = await ctx.db.execute<Row>(sql`
    (select 'key' as kind, made.id, app.id as "appId", app.name, '' as "to", coalesce(made.last_error, '') as reason,
        made.updated_at as since
      from credentials made join apps app on app.id = made.app_id where made.status = 'failed'
      order by made.updated_at desc limit ${PROBLEMS_MAX})
    union all
    (select 'mail', mail.id, null, mail.message, coalesce(person.email, mail.to_address, ''),
        coalesce(mail.last_error, ''), mail.updated_at
      from mails mail left join users person on person.id = mail.to_user_id
      where mail.state = 'failed' and mail.created_at > now() - interval '7 days'
      order by mail.created_at desc limit ${PROBLEMS_MAX})
    union all
    (select 'gateway', gateway.id, null, gateway.name, '', gateway.last_problem, gateway.last_checked_at
      from gateways gateway where gateway.last_problem is not null order by gateway.name limit ${PROBLEMS_MAX})
    union all
    (select 'untold', asked.id, null, app.name, '', asked.announce_error, asked.created_at
      from access_requests asked join apps app on app.id = asked.app_id
      where asked.status = 'pending' and asked.decider = 'third_party' and asked.announced_at is null
        and asked.announce_error is not null
      order by asked.created_at desc limit ${PROBLEMS_MAX})
    union all
    (select 'found', open.id, app.id, app.name, open.last_four, '', open.found_at
      from credentials open join apps app on app.id = open.app_id
      where open.status = 'active' and open.found_at is not null
      order by open.found_at desc limit ${PROBLEMS_MAX})
    union all
    (select 'webhook', endpoint.id, null, endpoint.name, '', '', endpoint.paused_at
      from webhook_endpoints endpoint
      where endpoint.is_active and endpoint.paused_at is not null
      order by endpoint.name limit ${PROBLEMS_MAX})`);
  return {
    keys: rows.flatMap(({ kind, id, appId, name, reason, since }) =>
      kind === 'key' && appId && since
        ? [{ credentialId: id, appId, appName: name, reason, since: new Date(since) }]
        : [],
    ),
    mails: rows.flatMap(({ kind, id, name, to, reason, since }) =>
      kind === 'mail' && since ? [{ id, message: name, to, reason, since: new Date(since) }] : [],
    ),
    gateways: rows.flatMap(({ kind, id, name, reason, since }) =>
      kind === 'gateway' ? [{ id, name, problem: reason, since: since ? new Date(since) : null }] : [],
    ),
    found: rows.flatMap(({ kind, id, appId, name, to, since }) =>
      kind === 'found' && appId && since
        ? [{ credentialId: id, appId, appName: name, lastFour: to, since: new Date(since) }]
        : [],
    ),
    untold: rows.flatMap(({ kind, id, name, reason, since }) =>
      kind === 'untold' && since ? [{ requestId: id, appName: name, reason, since: new Date(since) }] : [],
    ),
    webhooks: rows.flatMap(({ kind, id, name, since }) =>
      kind === 'webhook' && since ? [{ id, name, since: new Date(since) }] : [],
    ),
  };
}
