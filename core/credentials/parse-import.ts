import { DomainError } from '../errors';

/** How a key that exists is named: by itself, as its consumers send it, or by the gateway's hash of it. */
export type NamedKey = { key: string; hash: null } | { key: null; hash: string };

const KEY_MIN = 3;
const KEY_MAX = 512;
/** Shorter keys would give too much of themselves away. */
const SHOWN_FROM = 12;
/** Names under which the control API has something else (gateway.md 4.3). */
const RESERVED = new Set(['create', 'preview', 'policy', '.', '..']);
/** Lengths of murmur32, murmur64, murmur128 and sha256 (gateway.md 5). */
const HASH = /^([0-9a-f]{8}|[0-9a-f]{16}|[0-9a-f]{32}|[0-9a-f]{64})$/;

/**
 * Reads what somebody pasted as a key or as its hash; a scheme in front of the key is taken off. Throws `invalid` for
 * `key` or `keyHash`. No message repeats what was pasted.
 */
export function parseNamedKey(input: { key?: string | undefined; keyHash?: string | undefined }): NamedKey {
  const key = (input.key ?? '').trim().replace(/^bearer\s+/i, '');
  const hash = (input.keyHash ?? '').trim().toLowerCase();
  if (key !== '' && hash !== '') throw wrong('keyHash', 'Give the key or its hash, not both.');
  if (key !== '') return { key: checkedKey(key), hash: null };
  if (hash === '') throw wrong('key', 'Give the key, or its hash.');
  if (!HASH.test(hash)) throw wrong('keyHash', 'A key hash has 8, 16, 32 or 64 characters out of 0 to 9 and a to f.');
  return { key: null, hash };
}

function checkedKey(key: string): string {
  if (key.length < KEY_MIN || key.length > KEY_MAX) {
    throw wrong('key', `A key has ${KEY_MIN} to ${KEY_MAX} characters.`);
  }
  if (!/^[\x21-\x7e]+$/.test(key)) throw wrong('key', 'A key has no spaces and no letters beyond plain ASCII.');
  // Percent-encoded they are another path for the gateway, which answers with a text page (gateway.md 4.3).
  if (/[/\\%?#]/.test(key))
    throw wrong('key', 'The gateway cannot be asked for a key with / \\ % ? or #. Give its hash.');
  if (RESERVED.has(key)) throw wrong('key', 'This is not a key.');
  return key;
}

/** What people may see of a key to tell it from others: of a token the end of the id that is in it. */
export function lastFourOf(key: string): string {
  const own = idInToken(key) ?? key;
  return own.length < SHOWN_FROM ? '' : own.slice(-4);
}

function idInToken(key: string): string | null {
  if (!key.startsWith('ey')) return null;
  try {
    const token: unknown = JSON.parse(Buffer.from(key, 'base64').toString('utf8'));
    const id: unknown = typeof token === 'object' && token !== null ? Reflect.get(token, 'id') : null;
    return typeof id === 'string' ? id : null;
  } catch {
    // A key that begins like a token by chance.
    return null;
  }
}

function wrong(field: 'key' | 'keyHash', message: string): DomainError {
  return new DomainError('invalid', message, { [field]: [message] });
}
