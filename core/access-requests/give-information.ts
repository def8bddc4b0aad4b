import { eq, sql } from 'drizzle-orm';
import { accessRequests, requestMessages } from '@/db/schema';
import type { Context } from '../context';
import { conflict } from '../errors';
import { nameOfActor, userIdOf } from '../identity/actor';
import { throttle } from '../identity/throttle';
import { mutate, type Unit } from '../mutate';
import { authorize } from '../policy';
import { lastMessage } from './last-message';
import { lockAccessRequest, requireState } from './lock-request';
import { parseMessage } from './parse-message';
import { tellHolder } from './tell-holder';

/** Each message is a mail: nobody needs more about one request in an hour. */
const MESSAGES_MAX = 10;
const MESSAGES_SECONDS = 3_600;

/** The same message stands there already. */
class GivenAlready extends Error {}

/**
 * Answers a question about a request, or adds to it what those who decide should know. Whoever asked is told, else who
 * takes care of it, else all who may decide; the request then waits for them again. The same message twice is one.
 * Throws `invalid` for an empty message, `conflict` when the request was decided, `too_many` for too many messages.
 */
export async function giveInformation(ctx: Context, input: { requestId: string; message: string }): Promise<void> {
  const bucket = `request-message:${input.requestId}:${userIdOf(ctx.actor) ?? ''}`;
  await throttle(ctx, { bucket, attempts: MESSAGES_MAX, seconds: MESSAGES_SECONDS });
  try {
    await mutate(ctx, (unit) => give(ctx, unit, input));
  } catch (error) {
    if (!(error instanceof GivenAlready)) throw error;
  }
}

async function give(ctx: Context, unit: Unit, input: { requestId: string; message: string }): Promise<void> {
  const request = await lockAccessRequest(unit.tx, ctx.actor, input.requestId);
  authorize(ctx.actor, 'accessRequest.answer', request.app);
  const body = parseMessage(input.message, 'message');
  requireState(request, ['pending'], undefined);
  if (request.organization.status !== 'active') {
    throw conflict(`${request.organization.name} is not active, so nothing of it is decided now.`);
  }
  const { id, organizationId } = request;
  const authorId = userIdOf(ctx.actor);
  const last = await lastMessage(unit.tx, id);
  if (last?.side === 'developer' && last.body === body && last.authorId === authorId) throw new GivenAlready();
  await unit.tx.insert(requestMessages).values({
    ...{ accessRequestId: id, authorId, side: 'developer', body },
    // Not when this change began: it may have waited for another message.
    createdAt: sql`clock_timestamp()`,
  });
  await unit.tx
    .update(accessRequests)
    .set({ informationAskedAt: null, version: sql`${accessRequests.version} + 1`, updatedAt: sql`now()` })
    .where(eq(accessRequests.id, id));
  await unit.audit(
    'access_request.information_given',
    { kind: 'access_request', id, organizationId },
    {
      message: body,
      wasAsked: request.informationAskedAt !== null,
    },
  );
  await tellHolder(unit, request, {
    holders: [request.informationAskedBy, request.assignedTo],
    message: 'request-information-given',
    kind: 'access_request.information_given',
    title: `${nameOfActor(ctx.actor)} wrote about the request for ${request.productNames}`,
  });
}
