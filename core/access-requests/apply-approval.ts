import { and, eq, sql } from 'drizzle-orm';
import { accessRequests } from '@/db/schema';
import type { Context } from '../context';
import { prepareCredential } from '../credentials/prepare-credential';
import { conflict } from '../errors';
import { userIdOf } from '../identity/actor';
import type { Unit } from '../mutate';
import { tellRequester } from './tell-requester';

export type Approvable = {
  id: string;
  organizationId: string;
  requestedBy: string | null;
  delivery: 'secure' | 'plain';
  productNames: string;
};

/**
 * What an approval is, whoever says it: the request leaves `pending`, its credential is prepared, the requester is
 * told. No key exists yet, and no network is touched. With plain delivery the mail with the key follows when there is
 * one.
 */
export async function applyApproval(
  ctx: Context,
  unit: Unit,
  request: Approvable,
  via: 'auto' | 'admin',
): Promise<void> {
  const [approved] = await unit.tx
    .update(accessRequests)
    .set({
      status: 'approved',
      decidedVia: via,
      decidedBy: via === 'auto' ? null : userIdOf(ctx.actor),
      decidedAt: sql`now()`,
      version: sql`${accessRequests.version} + 1`,
      updatedAt: sql`now()`,
    })
    .where(and(eq(accessRequests.id, request.id), eq(accessRequests.status, 'pending')))
    .returning({ id: accessRequests.id });
  if (!approved) throw conflict('This request was decided meanwhile.');
  const subject = { kind: 'access_request', id: request.id, organizationId: request.organizationId };
  await unit.audit('access_request.approved', subject, { via });
  await prepareCredential(ctx, unit, { requestId: request.id });
  if (request.delivery === 'secure' && request.requestedBy) {
    await unit.mail({
      message: 'request-approved-confirm',
      to: { userId: request.requestedBy },
      subjectId: request.id,
    });
  }
  await tellRequester(unit, request, {
    kind: 'access_request.approved',
    title: `Your request for ${request.productNames} was approved`,
  });
}
