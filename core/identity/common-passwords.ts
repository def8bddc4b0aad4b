import { dictionary } from '@zxcvbn-ts/language-common';

/** What people put around a common word counts as nothing up to this many characters: `password2026!`. */
const TRIMMINGS_MAX = 8;
/** A shorter piece, repeated, is no password: `abcabcabcabc`. */
const REPEATED_PIECE_MIN = 8;

let listed: Set<string> | null = null;

/** Whether attackers try this password among their first guesses. Takes the password folded and in lower case. */
export function isCommonPassword(password: string): boolean {
  return isListed(password) || isListedWithTrimmings(password) || isRepetition(password) || isSequence(password);
}

function isListed(text: string): boolean {
  // 49 000 words: made at the first password, not at every start.
  listed ??= new Set(dictionary['passwords-common']);
  return listed.has(text);
}

function isListedWithTrimmings(password: string): boolean {
  const word = password.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '');
  if (word.length < 3 || !isListed(word)) return false;
  const trimmings = password.replace(word, '');
  return trimmings.length <= TRIMMINGS_MAX || isCommonNumber(trimmings);
}

function isCommonNumber(trimmings: string): boolean {
  const digits = trimmings.replace(/\D/g, '');
  return trimmings.length - digits.length <= 2 && (isListed(digits) || isSequence(digits) || isRepetition(digits));
}

function isRepetition(password: string): boolean {
  for (let size = 1; size <= password.length / 2; size += 1) {
    const piece = password.slice(0, size);
    const isRepeated = piece.repeat(Math.ceil(password.length / size)).startsWith(password);
    if (isRepeated) return size < REPEATED_PIECE_MIN || isListed(piece);
  }
  return false;
}

/** `abcdefghijkl`, `987654321098`: each character follows the one before. */
function isSequence(password: string): boolean {
  const codes = [...password].map((character) => character.codePointAt(0) ?? 0);
  return [1, -1].some((step) =>
    codes.every((code, at) => {
      const previous = codes[at - 1];
      return previous === undefined || code === previous + step || code === previous - 9 * step;
    }),
  );
}
