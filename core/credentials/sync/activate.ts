import { and, eq, isNull, ne, sql } from 'drizzle-orm';
import { accessRequests, credentials, organizations } from '@/db/schema';
import type { Context } from '../../context';
import { mutate, type Unit } from '../../mutate';
import { credentialSeal, keyDigest } from '../key-secrets';
import { noteAnswer } from './gateway-problem';
import { type KeyRow, settleSeconds } from './key-row';
import { finishOperation, type Operation, TurnLost } from './operation';

/** `key`: null where the gateway told none, because it was known before or only its hash is. */
type Made = { key: string | null; keyHash: string | null; expiresAt: Date | null };
type Suspension = { suspendedAt: Date | null; suspendedBy: string | null };
type Replaced = Suspension & { id: string; endsAt: Date | null };

/**
 * The moment from which a key counts: row active, key sealed, request fulfilled, the key that it replaces retiring, and
 * people told, all at once. False: the row was taken meanwhile, and nothing was written.
 */
export async function activate(ctx: Context, row: KeyRow, operation: Operation, made: Made): Promise<boolean> {
  const isWritten = await mutate(ctx, async (unit) => {
    const stopped = await suspensionOf(unit, row.organizationId);
    const request = await fulfil(unit, row);
    // Before the new one: two current keys of one request are refused by an index.
    const replaced = row.generation > 1 ? await retire(unit, row) : null;
    // A replacement of a suspended key is born suspended, and so is a key that was on its way when its organization was
    // suspended: the wish has still to be sent.
    const suspension = replaced?.suspendedAt ? replaced : stopped;
    const lookIn = suspension?.suspendedAt ? 0 : settleSeconds(row);
    const changes = changesOf(ctx, row, operation, made, suspension);
    if (!(await finishOperation(unit.tx, operation, changes, lookIn))) throw new TurnLost();
    const subject = { kind: 'credential', id: row.id, organizationId: row.organizationId };
    await unit.audit('credential.activated', subject, { generation: row.generation, replaces: replaced?.id ?? null });
    await tell(unit, row, request, replaced);
    return true;
  }).catch((error: unknown) => {
    if (error instanceof TurnLost) return false;
    throw error;
  });
  if (isWritten) await noteAnswer(ctx, row.gateway, made.keyHash);
  return isWritten;
}

/** Held, so that a suspension comes wholly before, and is seen here, or wholly after, and finds this key active. */
async function suspensionOf(unit: Unit, organizationId: string): Promise<Suspension | null> {
  const [organization] = await unit.tx
    .select({ status: organizations.status, at: organizations.decidedAt, by: organizations.decidedBy })
    .from(organizations)
    .where(eq(organizations.id, organizationId))
    .for('share');
  if (organization?.status !== 'suspended') return null;
  return { suspendedAt: organization.at, suspendedBy: organization.by };
}

/** The first key fulfils its request. One that is no longer wanted is for the next look, which will end the key. */
async function fulfil(unit: Unit, row: KeyRow) {
  const [request] = await unit.tx
    .select({
      status: accessRequests.status,
      requestedBy: accessRequests.requestedBy,
      delivery: accessRequests.delivery,
    })
    .from(accessRequests)
    .where(eq(accessRequests.id, row.accessRequestId))
    .for('update');
  if (request?.status === 'approved') {
    await unit.tx
      .update(accessRequests)
      .set({ status: 'fulfilled', version: sql`${accessRequests.version} + 1`, updatedAt: sql`now()` })
      .where(eq(accessRequests.id, row.accessRequestId));
    const { accessRequestId: id, organizationId } = row;
    await unit.audit('access_request.fulfilled', { kind: 'access_request', id, organizationId });
  } else if (request?.status !== 'fulfilled') throw new TurnLost();
  return request;
}

async function retire(unit: Unit, row: KeyRow): Promise<Replaced | null> {
  const ends = sql`now() + make_interval(secs => ${row.graceSeconds ?? 0})`;
  const [old] = await unit.tx
    .update(credentials)
    .set({
      retiringAt: sql`now()`,
      endsAt: ends,
      nextLookAt: sql`least(${credentials.nextLookAt}, ${ends})`,
      operation: sql`${credentials.operation} + 1`,
      updatedAt: sql`now()`,
    })
    .where(
      and(
        eq(credentials.accessRequestId, row.accessRequestId),
        ne(credentials.id, row.id),
        eq(credentials.status, 'active'),
        isNull(credentials.retiringAt),
      ),
    )
    .returning({
      id: credentials.id,
      endsAt: credentials.endsAt,
      suspendedAt: credentials.suspendedAt,
      suspendedBy: credentials.suspendedBy,
      lookAt: credentials.nextLookAt,
    });
  if (!old) return null;
  await unit.enqueue({ kind: 'credential.sync', credentialId: old.id }, old.lookAt ? { runAt: old.lookAt } : {});
  return old;
}

function changesOf(ctx: Context, row: KeyRow, operation: Operation, made: Made, suspension: Suspension | null) {
  return {
    status: 'active' as const,
    ...(made.key !== null && {
      keySealed: ctx.secrets.seal(made.key, credentialSeal(row.id)),
      keyDigest: keyDigest(ctx, made.key),
    }),
    gatewayKeyHash: made.keyHash,
    expiresAt: made.expiresAt,
    activeAt: sql`now()`,
    suspendedAt: suspension?.suspendedAt ?? null,
    suspendedBy: suspension?.suspendedBy ?? null,
    settlingSince: suspension?.suspendedAt ? null : sql`now()`,
    firstProofAt: null,
    settledAt: null,
    attempts: 0,
    lastError: null,
    // Every write of this turn was answered, so none can come late.
    putFence: operation.fenceBefore,
  };
}

const moment = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' });

async function tell(
  unit: Unit,
  row: KeyRow,
  request: { requestedBy: string | null; delivery: 'plain' | 'secure' },
  replaced: Replaced | null,
): Promise<void> {
  const userId = row.claimedBy ?? request.requestedBy;
  if (!userId) return;
  const subjectId = row.id;
  const to = { userId };
  const href = `/apps/${row.appId}`;
  if (row.generation > 1) {
    const endsAt = (row.graceSeconds ?? 0) > 0 ? replaced?.endsAt : null;
    const oldEnds = endsAt ? `${moment.format(endsAt)} UTC` : 'now';
    await unit.mail({ message: 'key-regenerated', to, subjectId, facts: { oldEnds } });
    const title = endsAt ? 'Your new key works beside the old one' : 'Your key was replaced by a new one';
    return unit.notify({ userId, kind: 'credential.regenerated', title, href });
  }
  if (row.isImported) {
    await unit.mail({ message: 'key-attached', to, subjectId });
    const title = 'A key that worked before was attached to your app';
    return unit.notify({ userId, kind: 'credential.activated', title, href });
  }
  if (request.delivery === 'plain') await unit.mail({ message: 'request-approved-key', to, subjectId });
  else await unit.mail({ message: 'key-ready', to, subjectId });
  await unit.notify({ userId, kind: 'credential.activated', title: 'Your key is ready', href });
}
