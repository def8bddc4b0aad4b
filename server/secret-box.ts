import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import type { SecretBox } from '@/core/ports/secrets';

const VERSION = 1;
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** A sub-key for one purpose, so that no two uses share a key (RFC 5869). */
export function deriveKey(portalSecret: string, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', portalSecret, 'portico', purpose, 32));
}

/**
 * AES-256-GCM with a fresh nonce for every seal, and HMAC-SHA-256 digests. Layout of a seal: version, nonce, tag,
 * ciphertext. What it is bound to is authenticated, so that a ciphertext cannot be moved to another row. What one of the
 * `previous` secrets sealed opens as well; which one it was is found by trying, for nothing else tells.
 */
export function createSecretBox(portalSecret: string, previous: readonly string[] = []): SecretBox {
  const sealingKey = deriveKey(portalSecret, 'seal');
  const earlierKeys = previous.map((secret) => deriveKey(secret, 'seal'));
  const digestKeys = new Map<string, Buffer>();
  const digestWith = (secret: string, purpose: string, text: string) => {
    const name = `${purpose}\n${secret}`;
    const key = digestKeys.get(name) ?? deriveKey(secret, `digest:${purpose}`);
    digestKeys.set(name, key);
    return createHmac('sha256', key).update(text).digest();
  };
  const seal = (plaintext: string, boundTo: string) => sealWith(sealingKey, plaintext, boundTo);
  return {
    seal,
    open: (sealed, boundTo) => openWithAny([sealingKey, ...earlierKeys], sealed, boundTo),
    reseal(sealed, boundTo) {
      if (opens(sealingKey, sealed, boundTo)) return null;
      return seal(openWithAny(earlierKeys, sealed, boundTo), boundTo);
    },
    digest: (purpose, secret) => digestWith(portalSecret, purpose, secret),
    digests: (purpose, secret) => [portalSecret, ...previous].map((known) => digestWith(known, purpose, secret)),
  };
}

function sealWith(key: Buffer, plaintext: string, boundTo: string): Buffer {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, iv);
  cipher.setAAD(Buffer.from(boundTo));
  const body = Buffer.concat([cipher.update(plaintext, 'utf8'), cipher.final()]);
  return Buffer.concat([Buffer.from([VERSION]), iv, cipher.getAuthTag(), body]);
}

function openWith(key: Buffer, sealed: Buffer, boundTo: string): string {
  if (sealed[0] !== VERSION) throw new Error('This was sealed by another version or with another secret.');
  const iv = sealed.subarray(1, 1 + IV_BYTES);
  const tag = sealed.subarray(1 + IV_BYTES, 1 + IV_BYTES + TAG_BYTES);
  const decipher = createDecipheriv('aes-256-gcm', key, iv, { authTagLength: TAG_BYTES });
  decipher.setAAD(Buffer.from(boundTo));
  decipher.setAuthTag(tag);
  const body = sealed.subarray(1 + IV_BYTES + TAG_BYTES);
  return Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8');
}

/** The first key's refusal is the one that is told: it is today's. */
function openWithAny(keys: readonly Buffer[], sealed: Buffer, boundTo: string): string {
  let refusal: unknown = null;
  for (const key of keys) {
    try {
      return openWith(key, sealed, boundTo);
    } catch (error) {
      refusal ??= error;
    }
  }
  throw refusal ?? new Error('This was sealed with another secret, and none is in PORTAL_SECRET_PREVIOUS.');
}

function opens(key: Buffer, sealed: Buffer, boundTo: string): boolean {
  try {
    openWith(key, sealed, boundTo);
    return true;
  } catch {
    return false;
  }
}
