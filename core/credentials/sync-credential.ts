import type { Context } from '../context';
import { asActor } from '../context';
import { systemActor } from '../identity/actor';
import { enqueue } from '../mutate';
import type { GatewayPort, Gateways } from '../ports/gateway';
import { applyWish } from './sync/apply-wish';
import { attachKey } from './sync/attach-key';
import { endByItself, noteExpiry } from './sync/end-by-itself';
import { issueKey } from './sync/issue-key';
import { type KeyRow, readKeyRow } from './sync/key-row';
import { SYNC_LIMITS, type SyncLimits } from './sync/limits';
import { proveAbsence, provePresence } from './sync/prove';
import { removeKey } from './sync/remove-key';

/** More than the longest chain of steps that can be due at once; a bound, not a plan. */
const STEPS_MAX = 8;

type Step = (ctx: Context, gateway: GatewayPort, row: KeyRow, limits: SyncLimits) => Promise<void>;

/**
 * Makes the gateway agree with this row, as far as it can be done now, and books the next look. The row is the wish:
 * run late, twice, by several workers or after a crash, the world ends the same. No transaction is open during a call,
 * and a worker whose row was taken by somebody else writes nothing. Throws only faults; what a gateway does is on the
 * row.
 */
export async function syncCredential(
  ctx: Context,
  gateways: Gateways,
  input: { credentialId: string },
  limits: SyncLimits = SYNC_LIMITS,
): Promise<void> {
  const worker = asActor(ctx, systemActor('key worker'));
  let row = await readKeyRow(ctx.db, input.credentialId);
  for (let steps = 0; row && steps < STEPS_MAX; steps += 1) {
    const step = dueStep(row);
    if (!step) return waitForLook(ctx, row);
    await step(worker, gateways.of(row.gateway), row, limits);
    const next: KeyRow | null = await readKeyRow(ctx.db, input.credentialId);
    const isTaken = next?.status === row.status && next.operation !== row.operation + 1;
    // Whoever took the row goes on with it: two workers must not take it from each other in turn.
    if (isTaken) return;
    row = next;
  }
}

/** What this row needs now; null when nothing is due. Read top down, it is the state machine of provisioning.md 4.2. */
function dueStep(row: KeyRow): Step | null {
  if (row.status === 'revoking') {
    if (!isDue(row)) return null;
    return row.settlingSince ? proveAbsence : removeKey;
  }
  if (row.status !== 'provisioning' && row.status !== 'active') return null;
  if (!isWanted(row) || hasPassed(row.endsAt, row)) return endByItself;
  if (!isDue(row)) return null;
  if (row.status === 'active') return dueOfActive(row);
  return row.isImported ? attachKey : issueKey;
}

function dueOfActive(row: KeyRow): Step | null {
  const isUntold = row.settledAt === null && row.settlingSince === null;
  // An end that the gateway has not heard of is told first: it may hold the key with a later one, or with none.
  if (hasPassed(row.expiresAt, row)) return isUntold ? applyWish : noteExpiry;
  if (row.settledAt) return null;
  return isUntold ? applyWish : provePresence;
}

function isDue(row: KeyRow): boolean {
  return hasPassed(row.nextLookAt, row);
}

function hasPassed(moment: Date | null, row: KeyRow): boolean {
  return moment !== null && moment <= row.dbNow;
}

/** The rows around it agree that it may live. Their own changes end it as well; this is the second net. */
function isWanted(row: KeyRow): boolean {
  return row.appDeletedAt === null && (row.requestStatus === 'approved' || row.requestStatus === 'fulfilled');
}

/** Came too early: the job that is booked may be this one, so it is booked again. */
async function waitForLook(ctx: Context, row: KeyRow): Promise<void> {
  if (!row.nextLookAt || row.nextLookAt <= row.dbNow) return;
  await enqueue(ctx.db, { kind: 'credential.sync', credentialId: row.id }, { runAt: row.nextLookAt });
}
