import { and, eq, inArray } from 'drizzle-orm';
import { isId } from '@/db/ids';
import { accessRequests, apps } from '@/db/schema';
import type { Context } from '../context';
import { DomainError, invalid } from '../errors';
import { authorize } from '../policy';
import { visibleAccessRequests } from '../visibility';
import { approveAccessRequest } from './approve';
import { declineAccessRequest } from './decline';
import { parseReason } from './parse-reason';

/** How many requests one press of a button decides. */
const DECISIONS_MAX = 100;

export type Decision = 'approve' | 'decline';
/** What became of one row: its app's name, and `refusal` says why it was left as it is. */
export type DecisionResult = { id: string; appName: string; refusal: string | null };

/**
 * Decides many requests, each in a transaction of its own: one that was decided by somebody else meanwhile does not
 * hold up the others. Answers row by row, in the order given. Throws `invalid` when nothing is chosen, too much is, or
 * a decline has no reason.
 */
export async function decideMany(
  ctx: Context,
  input: { ids: readonly string[]; decision: Decision; reason: string },
): Promise<DecisionResult[]> {
  authorize(ctx.actor, 'accessRequest.decide');
  const ids = [...new Set(input.ids)];
  if (ids.length === 0) throw invalid('ids', 'Choose at least one request.');
  if (ids.length > DECISIONS_MAX) throw invalid('ids', `Choose at most ${DECISIONS_MAX} requests at a time.`);
  if (input.decision === 'decline') parseReason(input.reason);
  const names = await readAppNames(ctx, ids);
  const results: DecisionResult[] = [];
  for (const id of ids) {
    const refusal = await decideOne(ctx, { ...input, requestId: id });
    results.push({ id, appName: names.get(id) ?? 'Unknown request', refusal });
  }
  return results;
}

async function readAppNames(ctx: Context, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await ctx.db
    .select({ id: accessRequests.id, name: apps.name })
    .from(accessRequests)
    .innerJoin(apps, eq(apps.id, accessRequests.appId))
    .where(and(inArray(accessRequests.id, ids.filter(isId)), visibleAccessRequests(ctx.db, ctx.actor)));
  return new Map(rows.map(({ id, name }) => [id, name]));
}

async function decideOne(
  ctx: Context,
  input: { requestId: string; decision: Decision; reason: string },
): Promise<string | null> {
  try {
    if (input.decision === 'approve') await approveAccessRequest(ctx, input);
    else await declineAccessRequest(ctx, input);
    return null;
  } catch (error) {
    if (error instanceof DomainError) return error.message;
    throw error;
  }
}
