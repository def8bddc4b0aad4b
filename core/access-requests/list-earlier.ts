import { and, desc, eq, ne } from 'drizzle-orm';
import { accessRequests } from '@/db/schema';
import type { Context } from '../context';
import { notFound } from '../errors';
import { can } from '../policy';
import { byAge, type RequestLine, selectLines, toLine } from './request-line';

/** As many as help to decide. */
const EARLIER_MAX = 10;

/** What the same organization asked for besides this request, newest first; in the default one, what the person did. */
export async function listEarlierRequests(
  ctx: Context,
  input: { requestId: string; organizationId: string; requesterId: string | null; isDefault: boolean },
): Promise<RequestLine[]> {
  if (!can(ctx.actor, 'accessRequest.list_all')) throw notFound();
  // Everybody without an organization is in the default one: what strangers asked for says nothing about this person.
  if (input.isDefault && !input.requesterId) return [];
  const whose = input.isDefault
    ? eq(accessRequests.requestedBy, input.requesterId ?? '')
    : eq(accessRequests.organizationId, input.organizationId);
  const rows = await selectLines(ctx.db, byAge('newest first'))
    .where(and(whose, ne(accessRequests.id, input.requestId)))
    .orderBy(desc(accessRequests.createdAt))
    .limit(EARLIER_MAX);
  return rows.map(toLine);
}
