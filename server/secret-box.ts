import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import type { SecretBox } from '@/core/ports';

const VERSION = 1;
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** A sub-key for one purpose, so that no two uses share a key (RFC 5869). */
export function deriveKey(portalSecret: string, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', portalSecret, 'portico', purpose, 32));
}

/**
 * AES-256-GCM with a fresh nonce for every seal, and HMAC-SHA-256 digests. Layout of a seal: version, nonce, tag,
 * ciphertext. What it is bound to is authenticated, so that a ciphertext cannot be moved to another row.
 */
export function createSecretBox(portalSecret: string): SecretBox {
  const sealingKey = deriveKey(portalSecret, 'seal');
  return {
    seal(plaintext, boundTo) {
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv('aes-256-gcm', sealingKey, iv);
      cipher.setAAD(Buffer.from(boundTo));
      const body = Buffer.concat([cipher.update(plaintext, 'utf8'), cipher.final()]);
      return Buffer.concat([Buffer.from([VERSION]), iv, cipher.getAuthTag(), body]);
    },
    open(sealed, boundTo) {
      if (sealed[0] !== VERSION) throw new Error('This was sealed by another version or with another secret.');
      const iv = sealed.subarray(1, 1 + IV_BYTES);
      const tag = sealed.subarray(1 + IV_BYTES, 1 + IV_BYTES + TAG_BYTES);
      const decipher = createDecipheriv('aes-256-gcm', sealingKey, iv, { authTagLength: TAG_BYTES });
      decipher.setAAD(Buffer.from(boundTo));
      decipher.setAuthTag(tag);
      const body = sealed.subarray(1 + IV_BYTES + TAG_BYTES);
      return Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8');
    },
    digest(purpose, secret) {
      return createHmac('sha256', deriveKey(portalSecret, `digest:${purpose}`))
        .update(secret)
        .digest();
    },
  };
}
