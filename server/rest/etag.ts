import { createHash } from 'node:crypto';
import { Problem } from './problem';

/**
 * The ETag (RFC 9110, 8.8.3) of a thing as it is answered: its version where it counts them, otherwise a digest of all
 * that is told.
 */
export function etagOf(answer: unknown): string {
  const { version } = (answer ?? {}) as { version?: unknown };
  if (typeof version === 'number') return `"v${version}"`;
  return `"${createHash('sha256').update(JSON.stringify(answer)).digest('base64url').slice(0, 22)}"`;
}

/** Whether a list of ETags, as `If-Match` and `If-None-Match` have it, names this one. */
export function namesEtag(list: string | null, etag: string): boolean {
  if (list === null) return false;
  return list.trim() === '*' || list.split(',').some((one) => one.trim().replace(/^W\//, '') === etag);
}

/** Throws a problem, 412, where `If-Match` is there and does not name what would be changed (RFC 9110, 13.1.1). */
export function requireMatch(ifMatch: string | null, current: unknown): void {
  const etag = etagOf(current);
  if (ifMatch === null || namesEtag(ifMatch, etag)) return;
  throw new Problem(412, 'It was changed since you read it. Read it again, and decide again.', { headers: { etag } });
}
