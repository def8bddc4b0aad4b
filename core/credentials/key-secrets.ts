import { randomInt } from 'node:crypto';
import type { Context } from '../context';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
/** 190 bits; with a 24-hex organization id in front the key's length stays a multiple of 4 (provisioning.md 0.1). */
const ID_LENGTH = 32;
/** What a gateway would read as a token, or as the organization id of another key (security.md 1.6). */
const MISREAD = /^(ey|[0-9a-f]{24})/i;

/** Draws the id under which a key will be known at the gateway: unbiased, from the system's random source. */
export function drawKeyId(): string {
  for (;;) {
    const id = Array.from({ length: ID_LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
    if (!MISREAD.test(id)) return id;
  }
}

/** What the secrets of a credential are bound to: moved to another row they cannot be opened. */
export function credentialSeal(credentialId: string): string {
  return `credential:${credentialId}`;
}

/** Finds a credential by the id that the gateway knows, without keeping it. */
export function keyIdDigest(ctx: Pick<Context, 'secrets'>, keyId: string): Buffer {
  return ctx.secrets.digest('key-id', keyId);
}

/** All that a credential with this id may carry: also what was written under a previous PORTAL_SECRET. For look-ups. */
export function keyIdDigests(ctx: Pick<Context, 'secrets'>, keyId: string): Buffer[] {
  return [...ctx.secrets.digests('key-id', keyId)];
}

/** Finds a credential by the key that a consumer sends, without keeping it. */
export function keyDigest(ctx: Pick<Context, 'secrets'>, key: string): Buffer {
  return ctx.secrets.digest('key', key);
}

/** All that a credential with this key may carry: also what was written under a previous PORTAL_SECRET. For look-ups. */
export function keyDigests(ctx: Pick<Context, 'secrets'>, key: string): Buffer[] {
  return [...ctx.secrets.digests('key', key)];
}
