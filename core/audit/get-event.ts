import { eq, sql } from 'drizzle-orm';
import { isId } from '@/db/ids';
import { auditEvents, auditSeals } from '@/db/schema';
import type { Context } from '../context';
import { notFound } from '../errors';
import { can } from '../policy';
import { type AuditLine, readEvents } from './read-events';

/** An event with its place in the chain; null until the worker sealed it. */
export type AuditEvent = AuditLine & { seal: { position: number; hash: string } | null };

/** One event of the audit log, for portal admins. Throws `not_found` for everybody else. */
export async function getAuditEvent(ctx: Context, { eventId }: { eventId: string }): Promise<AuditEvent> {
  if (!can(ctx.actor, 'audit.read') || !isId(eventId)) throw notFound();
  const { rows } = await readEvents(ctx.db, [eq(auditEvents.id, eventId)], { limit: 1 });
  const [seal] = await ctx.db
    .select({ position: auditSeals.position, hash: sql<string>`encode(${auditSeals.hash}, 'hex')` })
    .from(auditSeals)
    .where(eq(auditSeals.auditEventId, eventId));
  const [event] = rows;
  if (!event) throw notFound();
  return { ...event, seal: seal ?? null };
}
