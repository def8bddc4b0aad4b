import { generateAuthenticationOptions } from '@simplewebauthn/server';
import { eq } from 'drizzle-orm';
import { passkeys } from '@/db/schema';
import type { Context } from '../context';
import { unauthenticated } from '../errors';
import type { Ceremony } from '../form-state';
import { passkeyLimits, throttleAll } from '../identity/attempt-limits';
import { keepChallenge } from './passkey-challenges';
import { relyingParty } from './relying-party';

/** Begins a login with a passkey: whose it is, only the passkey says. Throws `too_many` for the network. */
export async function beginPasskeySignIn(ctx: Context): Promise<Ceremony> {
  await throttleAll(ctx, passkeyLimits(ctx));
  return begin(ctx, null, []);
}

/** Begins a proof with one of the passkeys of the person who asks. Throws `unauthenticated`, `too_many`. */
export async function beginPasskeyProof(ctx: Context): Promise<Ceremony> {
  const { actor } = ctx;
  if (actor.kind !== 'developer' && actor.kind !== 'admin') throw unauthenticated();
  await throttleAll(ctx, passkeyLimits(ctx));
  const owned = await ctx.db
    .select({ id: passkeys.credentialId, transports: passkeys.transports })
    .from(passkeys)
    .where(eq(passkeys.userId, actor.userId));
  return begin(ctx, actor.userId, owned);
}

async function begin(
  ctx: Context,
  userId: string | null,
  allowCredentials: { id: string; transports: string[] }[],
): Promise<Ceremony> {
  const options = await generateAuthenticationOptions({
    rpID: relyingParty(ctx).id,
    userVerification: 'required',
    ...(allowCredentials.length > 0 && { allowCredentials }),
  });
  const challengeId = await keepChallenge(ctx, { challenge: options.challenge, userId });
  return { challengeId, options: JSON.stringify(options) };
}
