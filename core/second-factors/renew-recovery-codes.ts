import type { Context } from '../context';
import { conflict } from '../errors';
import { mutate } from '../mutate';
import { oneselfWithProof } from './oneself';
import { drawRecoveryCodes } from './recovery-codes';
import { hasSecondFactor } from './take-code';
import { tellOwner } from './tell-owner';

/**
 * New recovery codes for the person who asks; the older ones end. Throws `unauthenticated`, `proof_needed`, `conflict`
 * where two-factor authentication is off.
 */
export async function renewRecoveryCodes(ctx: Context): Promise<{ recoveryCodes: string[] }> {
  const { userId } = await oneselfWithProof(ctx);
  return mutate(ctx, async (unit) => {
    if (!(await hasSecondFactor(unit.tx, userId))) throw conflict('Set up an authenticator app first.');
    const recoveryCodes = await drawRecoveryCodes(unit.tx, userId);
    await unit.audit('user.recovery_codes_renewed', { kind: 'user', id: userId });
    await tellOwner(unit, userId, 'New recovery codes were made. The older ones do not work any more.');
    return { recoveryCodes };
  });
}
