import { type SQL, sql } from 'drizzle-orm';
import { isDecidedBy } from './due-requests';

/** Whether the account of the alias `holder` decides requests at all: only such an admin can take care of one. */
const isDecider = sql`(holder.kind = 'admin' and holder.status = 'active' and holder.deleted_at is null
  and holder.admin_role in ('owner', 'admin', 'approver'))`;

/** The condition for an admin, as the alias `holder` of users, who may decide this row of `access_requests`. */
export function mayHold(): SQL {
  return sql`(${isDecider} and ${isDecidedBy(sql`holder.id`)})`;
}

/** Who takes care of a request, inside a query of `access_requests`: nobody, once they decide such requests no more. */
export const holderOf = sql<{ id: string; name: string } | null>`(
  select json_build_object('id', holder.id, 'name', holder.first_name || ' ' || holder.last_name)
  from users holder where holder.id = access_requests.assigned_to and ${mayHold()})`;

/** The same, as an id to compare with. */
export const holderId = sql<string | null>`(select holder.id from users holder
  where holder.id = access_requests.assigned_to and ${mayHold()})`;
