import type { Context } from '../context';
import { userIdOf } from '../identity/actor';
import { isWithin, throttleAll } from '../identity/attempt-limits';
import { networkOf } from '../identity/network-of';

/** A call may take so long, all of it. Milliseconds. */
export const TRIAL_TIMEOUT_MS = 30_000;
/** Bytes of an answer that are read and shown. */
export const TRIAL_MAX_BYTES = 1024 * 1024;

const MINUTE = 60;
const HOUR = 60 * MINUTE;

/** Calls of one person, and of everybody behind one network, each minute. */
export async function limitTrials(ctx: Context): Promise<void> {
  await limit(ctx, 'try-it', 30, 120);
}

/** Tests of keys: each asks the gateway's control API too. */
export async function limitTests(ctx: Context): Promise<void> {
  await limit(ctx, 'test-key', 10, 40);
}

async function limit(ctx: Context, act: string, perPerson: number, perNetwork: number): Promise<void> {
  const network = networkOf(ctx.ip);
  const seconds = MINUTE;
  await throttleAll(ctx, [
    { bucket: `${act}:person:${userIdOf(ctx.actor)}`, attempts: perPerson, seconds },
    ...(network === null ? [] : [{ bucket: `${act}:network:${network}`, attempts: perNetwork, seconds }]),
  ]);
}

/** Whether the use of this key by this person shall be written down: the first one of each hour. */
export function isFirstUseThisHour(ctx: Context, credentialId: string): Promise<boolean> {
  return isWithin(ctx, { bucket: `tried:${userIdOf(ctx.actor)}:${credentialId}`, attempts: 1, seconds: HOUR });
}
