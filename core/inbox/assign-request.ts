import { eq, sql } from 'drizzle-orm';
import { isId } from '@/db/ids';
import { accessRequests } from '@/db/schema';
import { type LockedRequest, lockAccessRequest, requireState } from '../access-requests/lock-request';
import type { Context } from '../context';
import { conflict, invalid } from '../errors';
import { userIdOf } from '../identity/actor';
import { mutate, type Unit } from '../mutate';
import { authorize } from '../policy';
import { holderOf, mayHold } from './may-hold';

type Holder = { id: string; name: string };

/**
 * Says who takes care of a waiting request: an admin who may decide it, or nobody with `null`. The others may decide it
 * all the same. `was` is who had it when the page was read: of two who take it at once the second learns of the first.
 * Throws `not_found`, `forbidden`, `invalid` for `assignee`, `conflict` when it waits no more or somebody else has it.
 */
export async function assignRequest(
  ctx: Context,
  input: { requestId: string; assigneeId: string | null; was: string | null },
): Promise<{ name: string | null }> {
  return mutate(ctx, async (unit) => {
    const request = await lockAccessRequest(unit.tx, ctx.actor, input.requestId);
    authorize(ctx.actor, 'accessRequest.assign', request.app);
    requireState(request, ['pending'], undefined);
    const before = await readHolder(unit, request.id);
    const after = input.assigneeId === null ? null : await readCandidate(unit, request.id, input.assigneeId);
    if (before?.id !== after?.id) refuseLate(before, input.was);
    await unit.tx
      .update(accessRequests)
      .set({ assignedTo: after?.id ?? null, assignedAt: after ? sql`now()` : null })
      .where(eq(accessRequests.id, request.id));
    const event = after ? 'access_request.assigned' : 'access_request.unassigned';
    const subject = { kind: 'access_request', id: request.id, organizationId: request.organizationId };
    await unit.audit(event, subject, { from: before?.name ?? null, to: after?.name ?? null });
    if (after && after.id !== before?.id) await tell(ctx, unit, request, after.id);
    return { name: after?.name ?? null };
  });
}

async function readHolder(unit: Unit, requestId: string): Promise<Holder | null> {
  const [row] = await unit.tx.select({ holder: holderOf }).from(accessRequests).where(eq(accessRequests.id, requestId));
  return row?.holder ?? null;
}

async function readCandidate(unit: Unit, requestId: string, userId: string): Promise<Holder> {
  const { rows } = isId(userId)
    ? await unit.tx.execute<Holder>(sql`
        select holder.id, holder.first_name || ' ' || holder.last_name as name
        from users holder join access_requests on access_requests.id = ${requestId}
        where holder.id = ${userId} and ${mayHold()}`)
    : { rows: [] };
  const [candidate] = rows;
  if (!candidate) throw invalid('assignee', 'Choose an admin who may decide this request.');
  return candidate;
}

function refuseLate(before: Holder | null, was: string | null): void {
  if ((before?.id ?? null) === was) return;
  throw conflict(
    before ? `${before.name} takes care of it since you looked.` : 'It was given back since you looked. Look again.',
  );
}

/** Whoever takes it for themselves knows. */
async function tell(ctx: Context, unit: Unit, request: LockedRequest, userId: string): Promise<void> {
  if (userId === userIdOf(ctx.actor)) return;
  await unit.notify({
    userId,
    kind: 'access_request.assigned',
    title: `You take care of a request for ${request.productNames}`,
    href: `/admin/requests/${request.id}`,
  });
}
