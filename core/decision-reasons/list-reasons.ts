import { asc, eq, sql } from 'drizzle-orm';
import { decisionReasons } from '@/db/schema';
import type { Context } from '../context';
import { notFound } from '../errors';
import { can } from '../policy';

/** A reason for declining, or a question to whoever asks, that admins use again and again. */
export type DecisionReason = { id: string; kind: 'decline' | 'question'; title: string; body: string };

/** The reasons or the questions, or both, by title. Throws `not_found` for everybody but portal admins. */
export async function listReasons(
  ctx: Context,
  input: { kind?: DecisionReason['kind'] | undefined } = {},
): Promise<DecisionReason[]> {
  if (!can(ctx.actor, 'inbox.use')) throw notFound();
  const { id, kind, title, body } = decisionReasons;
  return ctx.db
    .select({ id, kind, title, body })
    .from(decisionReasons)
    .where(input.kind && eq(kind, input.kind))
    .orderBy(asc(kind), sql`lower(${title})`);
}
