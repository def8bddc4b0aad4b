import { createHash, randomBytes } from 'node:crypto';

/** Every token begins with this: scanners of secrets find it by `portico_[A-Za-z0-9_-]{43}`. */
const PREFIX = 'portico_';
/** 256 bits. */
const TOKEN_BYTES = 32;
const FORM = /^portico_[A-Za-z0-9_-]{43}$/;

/** A new token; the portal keeps only its hash. */
export function drawToken(): string {
  return PREFIX + randomBytes(TOKEN_BYTES).toString('base64url');
}

/** Whether a text can be a token at all. */
export function isTokenForm(text: string): boolean {
  return FORM.test(text);
}

/**
 * What is kept of a token. Without a key: nobody guesses 256 bits, and tokens outlive a change of the portal's secret.
 */
export function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
