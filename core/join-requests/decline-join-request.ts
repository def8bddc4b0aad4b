import { eq, sql } from 'drizzle-orm';
import { joinRequests } from '@/db/schema';
import type { Context } from '../context';
import { userIdOf } from '../identity/actor';
import { mutate } from '../mutate';
import { lockJoinRequest } from './lock-join-request';

/**
 * A super admin does not let in who asked; they stay where they are, and are told. Throws `not_found`, `forbidden`,
 * `conflict` when it no longer waits.
 */
export async function declineJoinRequest(ctx: Context, input: { joinRequestId: string }): Promise<{ name: string }> {
  return mutate(ctx, async (unit) => {
    const request = await lockJoinRequest(unit, ctx.actor, input.joinRequestId, 'joinRequest.decide');
    const { id, organization, person } = request;
    await unit.tx
      .update(joinRequests)
      .set({ status: 'declined', decidedBy: userIdOf(ctx.actor), decidedAt: sql`now()` })
      .where(eq(joinRequests.id, id));
    const subject = { kind: 'join_request', id, organizationId: organization.id };
    await unit.audit('join_request.declined', subject, { name: person.name });
    if (!person.isDeleted) {
      await unit.mail({ message: 'join-request-declined', to: { userId: person.id }, subjectId: id });
      const title = `${organization.name} did not accept your request to join`;
      await unit.notify({ userId: person.id, kind: 'join_request.declined', title, href: '/organization' });
    }
    return { name: person.name };
  });
}
