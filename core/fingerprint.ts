import { createHash } from 'node:crypto';

/**
 * What a form that changes a record without a version carries along: it is another one as soon as somebody changed any
 * of the values. Not a secret.
 */
export function fingerprint(...values: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(values)).digest('base64url').slice(0, 22);
}
