import { type SQL, sql } from 'drizzle-orm';
import { isId } from '@/db/ids';
import { productNames } from '../access-requests/request-line';
import type { AccessRequestStatus } from '../access-requests/status';
import type { Context } from '../context';
import type { DecisionReason } from '../decision-reasons/list-reasons';
import { notFound } from '../errors';
import { userIdOf } from '../identity/actor';
import { can } from '../policy';
import type { HolderChoice } from './list-holders';

/** A filter of the inbox that an admin keeps for themselves: the query of its address, without the question mark. */
export type InboxFilter = { id: string; name: string; query: string };

/** Where nobody is reminded, this still counts as long. In days. */
const LATE_AFTER_DAYS = 3;
/** Earlier requests that are named beside an opened one; its page has more. */
const EARLIER_MAX = 4;

/** A request that the same company, or the same person without one, made besides the opened one. */
export type EarlierRequest = {
  id: string;
  appName: string;
  productNames: string;
  status: AccessRequestStatus;
  createdAt: Date;
};
/** What stands around the list: what it can be filtered by, who can be asked, what is kept, what was before. */
export type InboxTools = {
  /** All of them, archived ones too: the history has them. */
  plans: { slug: string; name: string }[];
  catalogs: { id: string; name: string }[];
  holders: HolderChoice[];
  kept: InboxFilter[];
  reasons: DecisionReason[];
  /** After so many days something waits too long. */
  lateAfterDays: number;
  earlier: EarlierRequest[];
};

type Row = Omit<InboxTools, 'earlier'> & { earlier: (Omit<EarlierRequest, 'createdAt'> & { createdAt: string })[] };

/**
 * Everything that the page of the inbox needs besides its rows, in one statement. `openedRequestId` is the request that
 * is open beside the list. Throws `not_found` for everybody but portal admins.
 */
export async function getInboxTools(
  ctx: Context,
  input: { openedRequestId?: string | undefined } = {},
): Promise<InboxTools> {
  const userId = userIdOf(ctx.actor);
  if (!can(ctx.actor, 'inbox.use') || !userId) throw notFound();
  const opened = input.openedRequestId && isId(input.openedRequestId) ? input.openedRequestId : null;
  const { rows } = await ctx.db.execute<Row>(sql`select
    (select coalesce(json_agg(json_build_object('slug', slug, 'name', display_name) order by display_name), '[]')
      from plans) as plans,
    (select coalesce(json_agg(json_build_object('id', id, 'name', display_name) order by display_name), '[]')
      from catalogs) as catalogs,
    (select coalesce(json_agg(json_build_object('id', u.id, 'name', u.first_name || ' ' || u.last_name)
        order by lower(u.first_name || ' ' || u.last_name), u.id), '[]')
      from users u where u.kind = 'admin' and u.status = 'active' and u.deleted_at is null
        and u.admin_role in ('owner', 'admin', 'approver')) as holders,
    (select coalesce(json_agg(json_build_object('id', id, 'name', name, 'query', query) order by lower(name)), '[]')
      from inbox_filters where user_id = ${userId}) as kept,
    (select coalesce(json_agg(json_build_object('id', id, 'kind', kind, 'title', title, 'body', body)
        order by lower(title)), '[]') from decision_reasons where kind = 'decline') as reasons,
    (select coalesce(nullif(remind_deciders_days, 0), ${LATE_AFTER_DAYS}) from settings) as "lateAfterDays",
    ${earlierThan(opened)} as earlier`);
  const [tools] = rows;
  if (!tools) throw new Error('getInboxTools: the database returned no row');
  return { ...tools, earlier: tools.earlier.map((one) => ({ ...one, createdAt: new Date(one.createdAt) })) };
}

/** Everybody without an organization is in the default one: there it is the person who says something. */
function earlierThan(opened: string | null) {
  if (opened === null) return sql`'[]'::json`;
  return sql`(select coalesce(json_agg(json_build_object('id', earlier.id, 'appName', earlier.app_name,
      'productNames', earlier.product_names, 'status', earlier.status, 'createdAt', earlier.created_at)
      order by earlier.created_at desc), '[]')
    from (${earlierOf('organization_id', opened, sql`not`)} union all ${earlierOf('requested_by', opened, sql``)}) earlier)`;
}

/**
 * Compared with values that are read once, so that each half is a short walk along an index of its own, and one of the
 * two is nothing.
 */
function earlierOf(column: 'organization_id' | 'requested_by', opened: string, isDefault: SQL): SQL {
  const of = sql.raw(column);
  return sql`(select access_requests.id, app.name as app_name, ${productNames} as product_names, access_requests.status,
      access_requests.created_at
    from access_requests join apps app on app.id = access_requests.app_id
    where access_requests.id <> ${opened}
      and access_requests.${of} = (select opened.${of} from access_requests opened where opened.id = ${opened})
      and ${isDefault} (select company.is_default from organizations company
        join access_requests opened on opened.organization_id = company.id where opened.id = ${opened})
    order by access_requests.created_at desc limit ${EARLIER_MAX})`;
}
