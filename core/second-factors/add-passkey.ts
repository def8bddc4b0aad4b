import { type RegistrationResponseJSON, verifyRegistrationResponse } from '@simplewebauthn/server';
import { eq } from 'drizzle-orm';
import { newId } from '@/db/ids';
import { passkeys, users } from '@/db/schema';
import type { Context } from '../context';
import { conflict, invalid } from '../errors';
import { foldedName } from '../identity/person-name';
import { mutate, type Unit, violatedConstraint } from '../mutate';
import { PASSKEYS_MAX } from './begin-passkey-registration';
import { oneselfWithProof } from './oneself';
import { passkeyRefused, readRegistration } from './passkey-answer';
import { spendChallenge } from './passkey-challenges';
import { relyingParty } from './relying-party';
import { tellOwner } from './tell-owner';

const NAME_MAX = 60;

/**
 * Keeps the passkey that a browser has made for the person who asks. Throws `unauthenticated`, `proof_needed`,
 * `invalid` for its name, `conflict` for an answer that does not fit the challenge and for a passkey that is known
 * already.
 */
export async function addPasskey(
  ctx: Context,
  input: { challengeId: string; answer: string; name: string },
): Promise<{ passkeyId: string }> {
  const { userId } = await oneselfWithProof(ctx);
  const name = foldedName(input.name);
  if (name === '' || name.length > NAME_MAX) throw invalid('name', `Give it a name of 1 to ${NAME_MAX} characters.`);
  const response = readRegistration(input.answer);
  const challenge = await spendChallenge(ctx, { challengeId: input.challengeId, userId });
  const made = await check(ctx, response, challenge);
  return mutate(ctx, async (unit) => {
    await refuseTooMany(unit, userId);
    const passkeyId = newId();
    await insert(unit, {
      id: passkeyId,
      userId,
      name,
      credentialId: made.credential.id,
      publicKey: Buffer.from(made.credential.publicKey),
      counter: made.credential.counter,
      transports: response.response.transports ?? [],
      isBackedUp: made.credentialBackedUp,
    });
    await unit.audit('user.passkey_added', { kind: 'user', id: userId }, { passkeyId, name });
    await tellOwner(unit, userId, `The passkey “${name}” was added.`);
    return { passkeyId };
  });
}

async function check(ctx: Context, response: RegistrationResponseJSON, expectedChallenge: string) {
  const { id, origin } = relyingParty(ctx);
  try {
    const checked = await verifyRegistrationResponse({
      response,
      expectedChallenge,
      expectedOrigin: origin,
      expectedRPID: id,
      requireUserVerification: true,
    });
    if (checked.verified) return checked.registrationInfo;
  } catch (error) {
    ctx.log.info({ reason: error instanceof Error ? error.message : 'unknown' }, 'a passkey was not accepted');
  }
  throw passkeyRefused();
}

/** The row of its owner is locked, so that two browsers cannot both add the last one. */
async function refuseTooMany(unit: Unit, userId: string): Promise<void> {
  await unit.tx.select({ id: users.id }).from(users).where(eq(users.id, userId)).for('update');
  const owned = await unit.tx.$count(passkeys, eq(passkeys.userId, userId));
  if (owned >= PASSKEYS_MAX) throw conflict(`You have ${PASSKEYS_MAX} passkeys. Remove one first.`);
}

async function insert(unit: Unit, passkey: typeof passkeys.$inferInsert): Promise<void> {
  try {
    await unit.tx.transaction((savepoint) => savepoint.insert(passkeys).values(passkey));
  } catch (error) {
    if (violatedConstraint(error) !== 'passkeys_credential') throw error;
    throw conflict('This passkey is known already. Log in with it, or add another one.');
  }
}
