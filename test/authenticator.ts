import { Secret, TOTP } from 'otpauth';
import type { Context } from '@/core/context';
import { confirmTotp } from '@/core/second-factors/confirm-totp';
import { getSecondFactors } from '@/core/second-factors/get-second-factors';
import { prepareTotp } from '@/core/second-factors/prepare-totp';

const STEP_MS = 30_000;

/** What somebody's phone shows; `steps` away from now. */
export type Authenticator = { code(steps?: number): string; recoveryCodes: string[] };

/** Sets up an authenticator for the person who asks, whose session has a row. Its first code, of now, is taken. */
export async function setUpAuthenticator(ctx: Context): Promise<Authenticator> {
  await prepareTotp(ctx);
  const { prepared } = await getSecondFactors(ctx);
  if (!prepared) throw new Error('there is nothing to confirm');
  const totp = new TOTP({ secret: Secret.fromBase32(prepared.secret) });
  const code = (steps = 0) => totp.generate({ timestamp: ctx.now().getTime() + steps * STEP_MS });
  const { recoveryCodes } = await confirmTotp(ctx, { code: code() });
  return { code, recoveryCodes };
}
