import { and, desc, eq, inArray, or } from 'drizzle-orm';
import { auditEvents, invitations, organizations } from '@/db/schema';
import { type AuditSubject, subjectByName } from '../audit/subject-by-name';
import type { Context } from '../context';
import { notFound } from '../errors';
import { can } from '../policy';

/** The page shows the latest; the audit log has the rest. */
const HISTORY_MAX = 50;

/** Something that a person did, or that was done to them. */
export type UserEvent = {
  id: string;
  at: Date;
  event: string;
  actor: string;
  /** Done by the person, not to the person. */
  isOwnAct: boolean;
  /** What it happened to, by name; null for the person and for what is gone. */
  subject: AuditSubject | null;
  detail: Record<string, unknown>;
};

/**
 * What somebody did and what was done to them, newest first, for portal admins. Throws `not_found` for everybody else.
 */
export async function listUserHistory(ctx: Context, userId: string): Promise<UserEvent[]> {
  if (!can(ctx.actor, 'audit.read')) throw notFound();
  const isSubject = and(eq(auditEvents.subjectKind, 'user'), eq(auditEvents.subjectId, userId));
  const sent = ctx.db.select({ id: invitations.id }).from(invitations).where(eq(invitations.userId, userId));
  const isInvitation = and(eq(auditEvents.subjectKind, 'invitation'), inArray(auditEvents.subjectId, sent));
  const rows = await ctx.db
    .select({
      id: auditEvents.id,
      at: auditEvents.at,
      event: auditEvents.event,
      actor: auditEvents.actorLabel,
      actorId: auditEvents.actorId,
      detail: auditEvents.detail,
      subjectId: auditEvents.subjectId,
      subject: subjectByName,
    })
    .from(auditEvents)
    .leftJoin(organizations, eq(organizations.id, auditEvents.organizationId))
    .where(or(isSubject, isInvitation, eq(auditEvents.actorId, userId)))
    .orderBy(desc(auditEvents.at), desc(auditEvents.id))
    .limit(HISTORY_MAX);
  return rows.map(({ actorId, subjectId, subject, ...row }) => ({
    ...row,
    isOwnAct: actorId === userId,
    subject: subjectId === userId ? null : subject,
  }));
}
