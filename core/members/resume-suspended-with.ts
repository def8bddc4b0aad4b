import { and, desc, eq, gt, inArray, isNull, or, sql } from 'drizzle-orm';
import { auditEvents, credentials } from '@/db/schema';
import type { Context } from '../context';
import { changeSuspension } from '../credentials/change-suspension';
import type { Unit } from '../mutate';

/**
 * Resumes the keys that were suspended by the last deactivation of this person, and no others: what somebody suspended
 * before, or again since, stays so; so does a key whose lifetime is over. Inside the change that activates them.
 */
export async function resumeSuspendedWith(ctx: Context, unit: Unit, userId: string): Promise<string[]> {
  const [deactivated] = await unit.tx
    .select({ id: auditEvents.id, detail: auditEvents.detail })
    .from(auditEvents)
    .where(
      and(
        eq(auditEvents.subjectKind, 'user'),
        eq(auditEvents.subjectId, userId),
        eq(auditEvents.event, 'user.deactivated'),
      ),
    )
    .orderBy(desc(auditEvents.at), desc(auditEvents.id))
    .limit(1);
  const named = deactivated?.detail.suspendedKeyIds;
  const keyIds = Array.isArray(named) ? named.filter((id): id is string => typeof id === 'string') : [];
  if (!deactivated || keyIds.length === 0) return [];
  const rows = await unit.tx
    .select({ id: credentials.id })
    .from(credentials)
    .where(
      and(
        inArray(credentials.id, keyIds),
        eq(credentials.status, 'active'),
        // What was handed over since then is for its new owner to resume.
        sql`exists (select 1 from apps where apps.id = ${credentials.appId} and apps.owner_id = ${userId})`,
        // One change has one time: a later suspension, by whomever, has another.
        sql`${credentials.suspendedAt} = (select at from audit_events where id = ${deactivated.id})`,
        or(isNull(credentials.expiresAt), gt(credentials.expiresAt, sql`now()`)),
      ),
    );
  for (const { id } of rows) await changeSuspension(ctx, unit, { credentialId: id }, 'resumed');
  return rows.map(({ id }) => id);
}
