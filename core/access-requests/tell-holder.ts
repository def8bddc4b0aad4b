import { sql } from 'drizzle-orm';
import { isDecidedBy } from '../inbox/due-requests';
import type { Unit } from '../mutate';
import { tellAdmins } from '../notifications/tell-admins';
import type { MessageName } from '../ports/messages';
import type { LockedRequest } from './lock-request';

/**
 * Orders mail and notification about a request for the admin who takes care of it (the first of `holders` who still
 * decides it), else for every admin who may decide it.
 */
export async function tellHolder(
  unit: Unit,
  request: Pick<LockedRequest, 'id' | 'productIds'>,
  news: { holders: readonly (string | null)[]; message: MessageName; kind: string; title: string },
): Promise<void> {
  const { holders, message, kind, title } = news;
  const href = `/admin/requests/${request.id}`;
  const userId = await firstWhoDecides(
    unit,
    request.id,
    holders.flatMap((id) => id ?? []),
  );
  if (!userId) {
    await tellAdmins(unit, { message, subjectId: request.id, productIds: request.productIds, kind, title, href });
    return;
  }
  await unit.mail({ message, to: { userId }, subjectId: request.id });
  await unit.notify({ userId, kind, title, href });
}

async function firstWhoDecides(unit: Unit, requestId: string, holders: readonly string[]): Promise<string | null> {
  for (const holder of holders) {
    const { rows } = await unit.tx.execute(sql`
      select from users u join access_requests on access_requests.id = ${requestId} and ${isDecidedBy(sql`u.id`)}
      where u.id = ${holder} and u.kind = 'admin' and u.status = 'active'
        and u.admin_role in ('owner', 'admin', 'approver')`);
    if (rows.length > 0) return holder;
  }
  return null;
}
