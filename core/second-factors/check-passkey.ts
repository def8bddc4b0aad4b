import { type AuthenticationResponseJSON, verifyAuthenticationResponse } from '@simplewebauthn/server';
import { and, eq, gt, or, sql } from 'drizzle-orm';
import { passkeys } from '@/db/schema';
import type { Context } from '../context';
import type { Unit } from '../mutate';
import { passkeyRefused, readAuthentication } from './passkey-answer';
import { spendChallenge } from './passkey-challenges';
import { relyingParty } from './relying-party';

/** A passkey whose signature was right; `use` counts it, in the change that it is for. */
export type CheckedPasskey = { userId: string; passkeyId: string; use(unit: Unit): Promise<void> };

type Passkey = typeof passkeys.$inferSelect;

/**
 * Checks what a browser signed against the challenge, which is used up, and the passkey's public key: origin, user
 * verification and counter with it. `userId`: whose passkey it must be, null while somebody logs in. Throws `conflict`.
 */
export async function checkPasskey(
  ctx: Context,
  input: { challengeId: string; answer: string; userId: string | null },
): Promise<CheckedPasskey> {
  const response = readAuthentication(input.answer);
  const challenge = await spendChallenge(ctx, input);
  const [passkey] = await ctx.db.select().from(passkeys).where(eq(passkeys.credentialId, response.id));
  if (!passkey || (input.userId !== null && passkey.userId !== input.userId)) throw passkeyRefused();
  const { userHandle } = response.response;
  const isHandleOfOwner = userHandle === undefined || userHandle === Buffer.from(passkey.userId).toString('base64url');
  if (!isHandleOfOwner) throw passkeyRefused();
  const { newCounter, credentialBackedUp } = await check(ctx, response, challenge, passkey);
  const { id: passkeyId, userId } = passkey;
  return {
    userId,
    passkeyId,
    async use({ tx }) {
      // A counter that does not grow is a copy of the passkey. Those that do not count always say 0.
      const grows = or(
        gt(sql`${newCounter}::bigint`, passkeys.counter),
        sql`${newCounter} = 0 and ${passkeys.counter} = 0`,
      );
      const used = await tx
        .update(passkeys)
        .set({ counter: newCounter, isBackedUp: credentialBackedUp, lastUsedAt: sql`now()` })
        .where(and(eq(passkeys.id, passkeyId), grows))
        .returning({ id: passkeys.id });
      if (used.length === 0) throw passkeyRefused();
    },
  };
}

async function check(ctx: Context, response: AuthenticationResponseJSON, expectedChallenge: string, passkey: Passkey) {
  const { id, origin } = relyingParty(ctx);
  try {
    const checked = await verifyAuthenticationResponse({
      response,
      expectedChallenge,
      expectedOrigin: origin,
      expectedRPID: id,
      requireUserVerification: true,
      credential: {
        id: passkey.credentialId,
        publicKey: new Uint8Array(passkey.publicKey),
        counter: passkey.counter,
        transports: passkey.transports,
      },
    });
    if (checked.verified) return checked.authenticationInfo;
  } catch (error) {
    ctx.log.info({ reason: error instanceof Error ? error.message : 'unknown' }, 'a passkey was refused');
  }
  throw passkeyRefused();
}
