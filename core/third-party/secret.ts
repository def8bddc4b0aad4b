import { randomBytes } from 'node:crypto';

/** What the secret is sealed to: there is one other system. */
export const SECRET_SEAL = 'third_party';
/** As the Standard Webhooks specification writes secrets. */
const PREFIX = 'whsec_';
const SECRET_BYTES = 32;

/** Draws a secret that both sides sign and check with. */
export function drawSecret(): string {
  return PREFIX + randomBytes(SECRET_BYTES).toString('base64');
}

/** The bytes that a secret stands for: the key of both signatures. */
export function bytesOfSecret(secret: string): Buffer {
  return Buffer.from(secret.slice(PREFIX.length), 'base64');
}
