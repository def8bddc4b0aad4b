import type { Context } from '../../context';
import type { SecretRefused, Unknown } from '../../ports/gateway-keys';
import { noteSecretRefused, noteSilence } from './gateway-problem';
import type { KeyRow } from './key-row';
import { backoffSeconds, type SyncLimits } from './limits';
import { book, type Operation } from './operation';

/**
 * Nobody knows what the gateway did, or it refuses to be asked: the row stays as it is and is tried again. The fence of
 * the turn stays too, since a write may still be on its way.
 */
export async function retryLater(
  ctx: Context,
  row: KeyRow,
  operation: Operation,
  failure: SecretRefused | Unknown,
  limits: SyncLimits,
): Promise<void> {
  if (failure.outcome === 'secret_refused') {
    await noteSecretRefused(ctx, row.gateway);
    const changes = { attempts: row.attempts + 1, lastError: 'The gateway refuses the portal’s secret.' };
    await book(ctx, operation, changes, limits.refusedSeconds);
    return;
  }
  await noteSilence(ctx, row.gateway, failure.reason);
  const changes = { attempts: row.attempts + 1, lastError: `The gateway did not answer: ${failure.reason}.` };
  await book(ctx, operation, changes, backoffSeconds(limits, row.attempts));
}

/** The gateway answered, but not with what was asked for: an alarm, and another try. Never a success. */
export async function retryAlarmed(
  ctx: Context,
  row: KeyRow,
  operation: Operation,
  difference: string,
  limits: SyncLimits,
): Promise<void> {
  ctx.log.error(
    { credentialId: row.id, difference, alarm: 'key_differs' },
    'the gateway’s key is not the approved one',
  );
  const changes = { attempts: row.attempts + 1, lastError: difference, putFence: operation.fenceBefore };
  await book(ctx, operation, changes, backoffSeconds(limits, row.attempts));
}
