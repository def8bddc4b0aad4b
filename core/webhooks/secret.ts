import { randomBytes } from 'node:crypto';

/** As the Standard Webhooks specification writes secrets. */
const PREFIX = 'whsec_';
const SECRET_BYTES = 32;

/** What the secrets of a webhook are sealed to. */
export function webhookSeal(webhookId: string): string {
  return `webhook:${webhookId}`;
}

/** Draws a secret that both sides sign and check with. */
export function drawSecret(): string {
  return PREFIX + randomBytes(SECRET_BYTES).toString('base64');
}

/** The bytes that a secret stands for: the key of both signatures. */
export function bytesOfSecret(secret: string): Buffer {
  return Buffer.from(secret.slice(PREFIX.length), 'base64');
}
