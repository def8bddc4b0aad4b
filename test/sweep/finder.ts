import { FORM_MIN, folded, formsOf } from './forms';

/** Something that must not be found, and what it is: a password, a link's token, a key. */
export type Secret = { kind: string; value: string };

const BASE = 257;
/** BASE to the power of FORM_MIN: what the byte that leaves the window counted for. */
const LEAVING = Array.from({ length: FORM_MIN }).reduce<number>((power) => Math.imul(power, BASE), 1);
const FILTER_BITS = 20;

/** What nobody told of, and still has the form of a secret. */
const PATTERNS: readonly { kind: string; form: RegExp }[] = [
  { kind: 'something like a token of the REST API', form: /portico_[A-Za-z0-9_-]{43}(?![\w-])/g },
  { kind: 'something like a webhook’s secret', form: /whsec_[A-Za-z0-9+/]{43}=/g },
  { kind: 'something like a session’s cookie', form: /eyJhbGciOiJkaXIi[\w.-]{60,}/g },
];

/**
 * Looks for all of these secrets, in all of their forms, in one pass over a text, however many they are: only where the
 * hash of the next eight bytes is the beginning of a form are they compared.
 */
export function finderOf(secrets: readonly Secret[]): (text: Uint8Array) => Secret[] {
  const filter = new Uint8Array(1 << FILTER_BITS);
  const byHash = new Map<number, { form: Buffer; secret: Secret }[]>();
  for (const secret of secrets) {
    for (const form of formsOf(secret.value)) {
      const hash = hashOf(form);
      filter[slotOf(hash)] = 1;
      byHash.set(hash, [...(byHash.get(hash) ?? []), { form, secret }]);
    }
  }
  return (text) => {
    const found = new Set<Secret>(patternsIn(text));
    const bytes = folded(text);
    for (const [hash, at] of hashesOf(bytes, filter)) {
      for (const { form, secret } of byHash.get(hash) ?? []) {
        if (bytes.compare(form, 0, form.length, at, Math.min(at + form.length, bytes.length)) === 0) found.add(secret);
      }
    }
    return [...found];
  };
}

/** The positions at which a form may begin, with the hash of what begins there. */
function* hashesOf(bytes: Uint8Array, filter: Uint8Array): Generator<[hash: number, at: number]> {
  let hash = 0;
  for (let end = 0; end < bytes.length; end += 1) {
    hash = (Math.imul(hash, BASE) + (bytes[end] ?? 0)) | 0;
    if (end >= FORM_MIN) hash = (hash - Math.imul(bytes[end - FORM_MIN] ?? 0, LEAVING)) | 0;
    if (end >= FORM_MIN - 1 && filter[slotOf(hash)] === 1) yield [hash, end - FORM_MIN + 1];
  }
}

function hashOf(form: Uint8Array): number {
  return form.subarray(0, FORM_MIN).reduce((hash, byte) => (Math.imul(hash, BASE) + byte) | 0, 0);
}

function slotOf(hash: number): number {
  return Math.imul(hash, 0x9e3779b1) >>> (32 - FILTER_BITS);
}

function patternsIn(text: Uint8Array): Secret[] {
  const latin = Buffer.from(text.buffer, text.byteOffset, text.byteLength).toString('latin1');
  return PATTERNS.flatMap(({ kind, form }) => [...latin.matchAll(form)].map(([value]) => ({ kind, value })));
}
