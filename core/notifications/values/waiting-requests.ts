import { sql } from 'drizzle-orm';
import { pendingDeveloper, pendingOrganization } from '../../inbox/due-matters';
import { isDecidedBy, letWait } from '../../inbox/due-requests';
import { readSettings } from '../../settings/read';
import type { Loader } from '../message-loader';

/** How many are named; the rest is counted. */
const NAMED_MAX = 5;

/** What waits too long for this admin at the moment of sending; nothing any more: no mail. */
export const requestsWaiting: Loader<'requests-waiting'> = async ({ ctx, recipient }) => {
  const { remindDecidersDays: days } = await readSettings(ctx.db);
  if (!recipient.userId || days === 0) return null;
  const me = sql`${recipient.userId}::uuid`;
  // As policy.ts says it: an approver of chosen products decides nothing but their requests.
  const decidesAll = sql`not exists (select from approver_products chosen where chosen.user_id = ${me})`;
  const { rows } = await ctx.db.execute<{ name: string; all: number }>(sql`
    select name, count(*) over ()::int as all from (
      select app.name || ' (' || case when company.is_default
          then coalesce(requester.first_name || ' ' || requester.last_name, 'somebody who has left')
          else company.name end || ')' as name, access_requests.created_at as at, access_requests.id
        from access_requests join apps app on app.id = access_requests.app_id
        join organizations company on company.id = access_requests.organization_id
        left join users requester on requester.id = access_requests.requested_by
        where ${letWait(days)} and ${isDecidedBy(me)}
      union all select first_name || ' ' || last_name || ' (developer)', created_at, id from users
        where ${pendingDeveloper(days)} and ${decidesAll}
      union all select name || ' (organization)', created_at, id from organizations
        where ${pendingOrganization(days)} and ${decidesAll}
    ) waiting order by at, id limit ${NAMED_MAX}`);
  const count = rows[0]?.all;
  if (count === undefined) return null;
  const names = rows.map(({ name }) => name).join(', ');
  const more = count - rows.length;
  return {
    firstName: recipient.firstName,
    count,
    days,
    names: more > 0 ? `${names}, and ${more} more` : names,
    link: `${ctx.portalUrl}/admin/requests`,
  };
};
