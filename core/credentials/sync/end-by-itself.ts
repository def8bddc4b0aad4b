import { and, eq, gte } from 'drizzle-orm';
import { auditEvents } from '@/db/schema';
import type { Context } from '../../context';
import { mutate } from '../../mutate';
import type { GatewayPort } from '../../ports/gateway';
import { requestRevocations } from '../request-revocations';
import { findGrantedChange, fulfilChange } from './fulfil-change';
import type { KeyRow } from './key-row';
import { finishOperation, startOperation, TurnLost } from './operation';

/** The grace of a replaced key is over, or what it was made for is gone: it is revoked without anybody asking. */
export async function endByItself(ctx: Context, _gateway: GatewayPort, row: KeyRow): Promise<void> {
  const reason = row.retiringAt ? 'Replaced by a new key' : 'The request or the app is no longer there';
  await mutate(ctx, async (unit) => {
    const { credentialIds } = await requestRevocations(ctx, unit, { credentialId: row.id }, reason);
    if (credentialIds.length === 0) throw new TurnLost();
  }).catch((error: unknown) => {
    if (!(error instanceof TurnLost)) throw error;
  });
}

/**
 * A key whose lifetime is over stays the request's current one, so that it can be regenerated; the gateway refuses it
 * by itself, and nothing must be sent any more: an expiry in the past would mean "never" (gateway.md 4.3).
 */
export async function noteExpiry(ctx: Context, _gateway: GatewayPort, row: KeyRow): Promise<void> {
  const operation = await startOperation(ctx, row, 0);
  if (!operation) return;
  const untilEnd = row.endsAt ? (row.endsAt.getTime() - row.dbNow.getTime()) / 1000 : null;
  const changes = { settledAt: row.expiresAt, settlingSince: null, firstProofAt: null, attempts: 0, lastError: null };
  const isNoted = await hasExpiryEvent(ctx, row);
  const changeId = await findGrantedChange(ctx, row);
  if (isNoted && !changeId) {
    await ctx.db.transaction((tx) => finishOperation(tx, operation, changes, untilEnd));
    return;
  }
  await mutate(ctx, async (unit) => {
    // The gateway has taken the change with the end that came of it.
    if (changeId) await fulfilChange(unit, row, changeId);
    if (!(await finishOperation(unit.tx, operation, changes, untilEnd))) throw new TurnLost();
    if (isNoted) return;
    await unit.audit('credential.expired', { kind: 'credential', id: row.id, organizationId: row.organizationId });
  }).catch((error: unknown) => {
    if (!(error instanceof TurnLost)) throw error;
  });
}

/** A key that was renewed expires again: what was noted before this end was another one. */
async function hasExpiryEvent(ctx: Context, { id, expiresAt }: KeyRow): Promise<boolean> {
  const [event] = await ctx.db
    .select({ id: auditEvents.id })
    .from(auditEvents)
    .where(
      and(
        eq(auditEvents.subjectKind, 'credential'),
        eq(auditEvents.subjectId, id),
        eq(auditEvents.event, 'credential.expired'),
        expiresAt ? gte(auditEvents.at, expiresAt) : undefined,
      ),
    )
    .limit(1);
  return event !== undefined;
}
