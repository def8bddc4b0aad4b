import { and, eq, sql } from 'drizzle-orm';
import { accessRequests } from '@/db/schema';
import type { Context } from '../context';
import { applyTerms } from '../credentials/apply-terms';
import { prepareCredential } from '../credentials/prepare-credential';
import { conflict } from '../errors';
import { userIdOf } from '../identity/actor';
import type { Unit } from '../mutate';
import { tellRequester } from './tell-requester';

/**
 * What an approval needs to know of a request that the caller holds. `requestedBy` is null where the requester has
 * gone.
 */
export type Approvable = {
  id: string;
  organizationId: string;
  requestedBy: string | null;
  delivery: 'secure' | 'plain';
  productNames: string;
  /** The request whose plan or products this one changes; null: it makes a key of its own. */
  changesRequestId: string | null;
};

/**
 * What an approval is, whoever says it: the request leaves `pending`, its credential is prepared (or, where it changes
 * what another has, that one's terms), the requester is told. No key exists yet, and no network is touched. With plain
 * delivery the mail with the key follows when there is one. `rule` is the one that approved; `detail` explains more of
 * it in the audit log.
 */
export async function applyApproval(
  ctx: Context,
  unit: Unit,
  request: Approvable,
  via: 'auto' | 'admin' | 'third_party',
  rule: { id: string; name: string } | null = null,
  detail: Record<string, unknown> = {},
): Promise<void> {
  const [approved] = await unit.tx
    .update(accessRequests)
    .set({
      status: 'approved',
      decidedVia: via,
      decidedBy: via === 'auto' ? null : userIdOf(ctx.actor),
      decidedAt: sql`now()`,
      ...(rule && { ruleId: rule.id, ruleName: rule.name }),
      version: sql`${accessRequests.version} + 1`,
      updatedAt: sql`now()`,
    })
    .where(and(eq(accessRequests.id, request.id), eq(accessRequests.status, 'pending')))
    .returning({ id: accessRequests.id });
  if (!approved) throw conflict('This request was decided meanwhile. Open it again to see how.');
  const subject = { kind: 'access_request', id: request.id, organizationId: request.organizationId };
  await unit.audit('access_request.approved', subject, {
    via,
    ...(rule && { rule: rule.name }),
    ...detail,
  });
  if (request.changesRequestId) await applyTerms(ctx, unit, { requestId: request.id });
  else await prepareCredential(ctx, unit, { requestId: request.id });
  if (!request.changesRequestId && request.delivery === 'secure' && request.requestedBy) {
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
