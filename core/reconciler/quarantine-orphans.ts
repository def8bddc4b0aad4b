import { and, eq, sql } from 'drizzle-orm';
import { auditEvents } from '@/db/schema';
import type { AuditEventName } from '../audit-events';
import { mutate } from '../mutate';
import type { Pass } from './pass';

/** A key with our mark that no row knows. `credentialId` is what its mark says. */
export type Orphan = { name: { hash: string } | { key: string }; credentialId: string; isExpired: boolean };

/**
 * Ends orphans without deleting them, and deletes them when they have been ended for a day: until then somebody can say
 * that it was the database that was wrong. Too many at once are exactly that, and nothing is done but to raise the
 * alarm.
 */
export async function quarantineOrphans(pass: Pass, orphans: readonly Orphan[], knownKeys: number): Promise<void> {
  const { ctx, limits, report } = pass;
  report.orphans = orphans.length;
  if (orphans.length === 0) return;
  ctx.log.error({ gatewayId: pass.gatewayId, count: orphans.length, alarm: 'orphan_keys' }, 'keys that nobody knows');
  const most = Math.max(limits.orphansMax, Math.floor(knownKeys * limits.orphansShare));
  if (orphans.length > most) {
    report.stopped = `${orphans.length} keys carry this portal’s mark and are unknown to its database. Is it the right database, or was it restored? Nothing was done to them.`;
    return;
  }
  if (!pass.isFixing) return;
  for (const orphan of orphans) await treat(pass, orphan);
}

async function treat(pass: Pass, orphan: Orphan): Promise<void> {
  const hours = await hoursInQuarantine(pass, orphan.credentialId);
  if (hours !== null && hours >= pass.limits.quarantineHours) {
    const deleted = await pass.gateway.deleteKey(orphan.name);
    if (deleted.outcome !== 'deleted' && deleted.outcome !== 'absent') return;
    pass.report.deleted += 1;
    return writeDown(pass, 'gateway_key.deleted', orphan);
  }
  if (orphan.isExpired && hours !== null) return;
  const expired = await pass.gateway.expireKey(orphan.name);
  if (expired.outcome !== 'expired') return;
  pass.report.quarantined += 1;
  if (hours === null) await writeDown(pass, 'gateway_key.quarantined', orphan);
}

/** Null: it was not seen before. */
async function hoursInQuarantine(pass: Pass, credentialId: string): Promise<number | null> {
  const [first] = await pass.ctx.db
    .select({ hours: sql<number>`extract(epoch from now() - min(${auditEvents.at})) / 3600` })
    .from(auditEvents)
    .where(
      and(
        eq(auditEvents.subjectKind, 'gateway_key'),
        eq(auditEvents.subjectId, credentialId),
        eq(auditEvents.event, 'gateway_key.quarantined'),
      ),
    );
  return first?.hours === null || first?.hours === undefined ? null : Number(first.hours);
}

async function writeDown(pass: Pass, event: AuditEventName, orphan: Orphan): Promise<void> {
  await mutate(pass.ctx, async (unit) => {
    await unit.audit(event, { kind: 'gateway_key', id: orphan.credentialId }, { gatewayId: pass.gatewayId });
  });
}
