import { eq, sql } from 'drizzle-orm';
import { accessRequests, requestMessages } from '@/db/schema';
import type { Context } from '../context';
import { conflict } from '../errors';
import { userIdOf } from '../identity/actor';
import { mutate, type Unit } from '../mutate';
import { authorize } from '../policy';
import { lastMessage } from './last-message';
import { type LockedRequest, lockAccessRequest, requireState } from './lock-request';
import { parseMessage } from './parse-message';

/** The same question stands there already: nothing to commit, nothing to explain. */
class AskedAlready extends Error {}

/**
 * Asks the developer something before deciding: the question stands on the request's page and goes out by mail, and the
 * request waits for the answer. The same question twice is asked once. Throws `invalid` without a question, `conflict`
 * when the request was decided, was changed since `version`, or when nobody is there to answer.
 */
export async function askInformation(
  ctx: Context,
  input: { requestId: string; question: string; version?: number | undefined },
): Promise<void> {
  try {
    await mutate(ctx, (unit) => ask(ctx, unit, input));
  } catch (error) {
    if (!(error instanceof AskedAlready)) throw error;
  }
}

async function ask(
  ctx: Context,
  unit: Unit,
  input: { requestId: string; question: string; version?: number | undefined },
): Promise<void> {
  const request = await lockAccessRequest(unit.tx, ctx.actor, input.requestId);
  authorize(ctx.actor, 'accessRequest.ask_information', request.app);
  const question = parseMessage(input.question, 'question');
  requireState(request, ['pending'], undefined);
  await refuseSameAgain(unit, request, question, userIdOf(ctx.actor));
  requireState(request, ['pending'], input.version);
  if (request.organization.status !== 'active') {
    throw conflict(`${request.organization.name} is not active, so nobody there can answer.`);
  }
  const { id, organizationId } = request;
  const authorId = userIdOf(ctx.actor);
  await unit.tx.insert(requestMessages).values({
    ...{ accessRequestId: id, authorId, side: 'provider', body: question },
    // Not when this change began: it may have waited for another message.
    createdAt: sql`clock_timestamp()`,
  });
  await unit.tx
    .update(accessRequests)
    .set({
      informationAskedAt: sql`now()`,
      informationAskedBy: authorId,
      version: sql`${accessRequests.version} + 1`,
      updatedAt: sql`now()`,
    })
    .where(eq(accessRequests.id, id));
  await unit.audit('access_request.information_asked', { kind: 'access_request', id, organizationId }, { question });
  // Where the requester has left, the app's owner is the one who can say something.
  const userId = request.requestedBy ?? request.app.ownerId;
  if (!userId) return;
  await unit.mail({ message: 'request-information-asked', to: { userId }, subjectId: id });
  await unit.notify({
    userId,
    kind: 'access_request.information_asked',
    title: `A question about your request for ${request.productNames}`,
    href: `/requests/${id}#messages`,
  });
}

async function refuseSameAgain(unit: Unit, request: LockedRequest, question: string, authorId: string | null) {
  if (!request.informationAskedAt) return;
  const last = await lastMessage(unit.tx, request.id);
  if (last?.side === 'provider' && last.body === question && last.authorId === authorId) throw new AskedAlready();
}
