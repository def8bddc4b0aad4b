import { generateRegistrationOptions } from '@simplewebauthn/server';
import { eq } from 'drizzle-orm';
import { passkeys } from '@/db/schema';
import type { Context } from '../context';
import { conflict } from '../errors';
import type { Ceremony } from '../form-state';
import { nameOfActor } from '../identity/actor';
import { readSettings } from '../settings/read';
import { oneselfWithProof } from './oneself';
import { keepChallenge } from './passkey-challenges';
import { relyingParty } from './relying-party';

/** More are nobody's own. */
export const PASSKEYS_MAX = 10;

/**
 * Begins a passkey for the person who asks. Throws `unauthenticated`, `proof_needed`, `conflict` for too many passkeys.
 */
export async function beginPasskeyRegistration(ctx: Context): Promise<Ceremony> {
  const actor = await oneselfWithProof(ctx);
  const owned = await ctx.db
    .select({ id: passkeys.credentialId, transports: passkeys.transports })
    .from(passkeys)
    .where(eq(passkeys.userId, actor.userId));
  if (owned.length >= PASSKEYS_MAX) throw conflict(`You have ${PASSKEYS_MAX} passkeys. Remove one first.`);
  const { portalName } = await readSettings(ctx.db);
  const options = await generateRegistrationOptions({
    rpName: portalName,
    rpID: relyingParty(ctx).id,
    userName: actor.email,
    userDisplayName: nameOfActor(actor),
    userID: new TextEncoder().encode(actor.userId),
    attestationType: 'none',
    excludeCredentials: owned,
    // Found by the browser without a name typed, and unlocked by its owner: that is what makes it both factors.
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  });
  const challengeId = await keepChallenge(ctx, { challenge: options.challenge, userId: actor.userId });
  return { challengeId, options: JSON.stringify(options) };
}
