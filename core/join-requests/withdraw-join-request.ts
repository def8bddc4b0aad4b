import { eq } from 'drizzle-orm';
import { joinRequests } from '@/db/schema';
import type { Context } from '../context';
import { mutate } from '../mutate';
import { lockJoinRequest } from './lock-join-request';

/**
 * Takes back one's own request to join while nobody has decided. Throws `not_found`, `forbidden` for those who see it
 * but did not submit it, `conflict` when somebody was faster.
 */
export async function withdrawJoinRequest(ctx: Context, input: { joinRequestId: string }): Promise<void> {
  await mutate(ctx, async (unit) => {
    const request = await lockJoinRequest(unit, ctx.actor, input.joinRequestId, 'organization.join');
    const { id, organization, person } = request;
    await unit.tx.update(joinRequests).set({ status: 'withdrawn' }).where(eq(joinRequests.id, id));
    const subject = { kind: 'join_request', id, organizationId: organization.id };
    await unit.audit('join_request.withdrawn', subject, { name: person.name });
  });
}
