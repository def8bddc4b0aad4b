import { and, eq, sql } from 'drizzle-orm';
import { credentials } from '@/db/schema';
import type { Context } from '../../context';
import { violatedConstraint } from '../../mutate';
import { isReservedMetadata } from '../../plans/reserved-metadata';
import type { KeySession } from '../../ports/gateway-keys';
import { marksThis } from './held-key';
import { type KeyRow, openKey } from './key-row';
import type { SyncLimits } from './limits';
import type { Operation } from './operation';

/** What PostgreSQL's JSON does not take: a NUL, and half of a character. */
const UNKEEPABLE = /\\u(0000|d[89a-f])/i;

/**
 * Writes down, before anything is sent, under which hash a key that shall be attached is filed and what it said of
 * itself: after the write nobody could tell any more. Answers what it shall be. `taken`: another record attaches it, by
 * another name; `lost`: the turn counts no more.
 */
export async function rememberFound(
  ctx: Context,
  row: KeyRow,
  operation: Operation,
  found: { hash: string | null; session: KeySession },
  limits: SyncLimits,
): Promise<KeyRow['wanted'] | 'taken' | 'lost'> {
  const isWritten = marksThis(row, found.session);
  const keptMetadata = isWritten ? row.wanted.keptMetadata : keptOf(found.session, openKey(ctx, row));
  const wanted = keptMetadata ? { ...row.wanted, keptMetadata } : row.wanted;
  try {
    const written = await ctx.db
      .update(credentials)
      .set({
        wanted,
        gatewayKeyHash: found.hash,
        // Up to here nothing was written; from here on something may arrive late.
        putFence: sql`greatest(${credentials.putFence}, now() + make_interval(secs => ${limits.fenceSeconds}))`,
      })
      .where(and(eq(credentials.id, row.id), eq(credentials.operation, operation.number)))
      .returning({ id: credentials.id });
    return written.length === 1 ? wanted : 'lost';
  } catch (error) {
    if (violatedConstraint(error) === 'credentials_one_import') return 'taken';
    throw error;
  }
}

/** What upstreams may go by: everything under names that are not the portal's, and nothing that repeats the key. */
function keptOf(session: KeySession, key: string | null): Record<string, unknown> | undefined {
  const entries = Object.entries(session.metadata).filter(([name, value]) => {
    const text = JSON.stringify([name, value]);
    return !isReservedMetadata(name) && !UNKEEPABLE.test(text) && (key === null || !text.includes(key));
  });
  return entries.length > 0 ? Object.fromEntries(entries) : undefined;
}
