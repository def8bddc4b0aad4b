import { and, asc, eq, or } from 'drizzle-orm';
import { auditEvents } from '@/db/schema';
import type { Context } from '../context';
import { notFound } from '../errors';
import { can } from '../policy';

/** More than anything that happens to one thing. */
const HISTORY_MAX = 100;

/** An event with the name that its actor had then. */
export type HistoryEntry = { id: string; at: Date; event: string; actor: string; detail: Record<string, unknown> };

/** Everything that happened to some things, oldest first, for portal admins. Throws `not_found` for everybody else. */
export async function listHistory(
  ctx: Context,
  input: { subjects: readonly { kind: string; id: string }[] },
): Promise<HistoryEntry[]> {
  if (!can(ctx.actor, 'audit.read')) throw notFound();
  if (input.subjects.length === 0) return [];
  const isAbout = input.subjects.map(({ kind, id }) =>
    and(eq(auditEvents.subjectKind, kind), eq(auditEvents.subjectId, id)),
  );
  return ctx.db
    .select({
      id: auditEvents.id,
      at: auditEvents.at,
      event: auditEvents.event,
      actor: auditEvents.actorLabel,
      detail: auditEvents.detail,
    })
    .from(auditEvents)
    .where(or(...isAbout))
    .orderBy(asc(auditEvents.at), asc(auditEvents.id))
    .limit(HISTORY_MAX);
}
