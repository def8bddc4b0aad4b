import { createHash } from 'node:crypto';
import { Problem } from './problem';

/**
 * The ETag (RFC 9110, 8.8.3) of a thing as it is answered: a digest of all that is told, after its version where it
 * counts them. A version alone would not do: not everything that is told of a thing makes a new version of it.
 */
export function etagOf(answer: unknown): string {
  const { version, revision } = (answer ?? {}) as { version?: unknown; revision?: unknown };
  // A gateway's version is that of its program: it counts its changes as revisions.
  const counted = [version, revision].find((count) => typeof count === 'number');
  const digest = createHash('sha256').update(JSON.stringify(answer)).digest('base64url').slice(0, 22);
  return counted === undefined ? `"${digest}"` : `"v${counted}.${digest}"`;
}

/** Whether a list of ETags, as `If-None-Match` has it, names this one. */
export function namesEtag(list: string | null, etag: string): boolean {
  return tagsIn(list).some((tag) => tag === '*' || tag === etag);
}

/**
 * Throws a problem, 412, where `If-Match` is there and does not name what would be changed (RFC 9110, 13.1.1). Of a
 * thing that counts its versions only the version has to be the one that was read: that a key of it was used since is
 * nothing that a change could undo.
 */
export function requireMatch(ifMatch: string | null, current: unknown): void {
  const etag = etagOf(current);
  if (ifMatch === null || tagsIn(ifMatch).some((tag) => tag === '*' || whatCounts(tag) === whatCounts(etag))) return;
  throw new Problem(412, 'It was changed since you read it. Read it again, and decide again.', { headers: { etag } });
}

/** Weak ones count like strong ones: a proxy that packs an answer makes them weak. */
function tagsIn(list: string | null): string[] {
  return (list ?? '').split(',').map((tag) => tag.trim().replace(/^W\//, ''));
}

function whatCounts(etag: string): string {
  return /^"(v\d+)\./.exec(etag)?.[1] ?? etag;
}
