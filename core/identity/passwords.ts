import { hash, verify } from '@node-rs/argon2';
import { isCommonPassword } from './common-passwords';

/** In characters (code points) after folding. */
const LENGTH_MIN = 12;
const LENGTH_MAX = 128;
/** Nothing longer than this is even folded: work must stay small for what anybody may send. */
const GIVEN_MAX = LENGTH_MAX * 4;
/** A shorter name may stand in a good password by chance. */
const OWN_WORD_MIN = 4;
/** What must be left of a password besides the person's own words. */
const REST_MIN = 8;

/** argon2id with 19 MiB, two passes, one lane: OWASP's first choice. 2 is the library's name for "id". */
const COST = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** Whose password it is; `portalName` is as easy to guess as one's own name. */
export type PasswordOwner = { email: string; firstName: string; lastName: string; portalName: string };

/**
 * What is wrong with a new password, in words for the person; null when nothing is. No rule about kinds of characters.
 */
export function passwordProblem(password: string, owner: PasswordOwner): string | null {
  if (password.length > GIVEN_MAX) return `Use at most ${LENGTH_MAX} characters.`;
  if (/\p{Surrogate}|\0/u.test(password)) return 'This password has a character that cannot be typed everywhere.';
  const folded = password.normalize('NFKC');
  const length = [...folded].length;
  if (length < LENGTH_MIN) return `Use at least ${LENGTH_MIN} characters.`;
  if (length > LENGTH_MAX) return `Use at most ${LENGTH_MAX} characters.`;
  const lower = folded.toLowerCase();
  if (isCommonPassword(lower)) return 'This password is among the first that attackers try. Choose another one.';
  if (restsOnOwnWords(lower, owner)) {
    return 'Leave your name, your email address and the name of the portal out of the password.';
  }
  return null;
}

/** Hashes a password that was found good. */
export async function hashPassword(password: string): Promise<string> {
  return hash(password.normalize('NFKC'), COST);
}

let dummyHash: Promise<string> | null = null;

/**
 * Whether this is the password behind the hash. Without a hash (nobody there, or no password set) as much is computed
 * and the answer is no, so that time tells nothing. Never computes on what is too long to be a password.
 */
export async function isPassword(password: string, storedHash: string | null): Promise<boolean> {
  if (password.length > GIVEN_MAX) return false;
  dummyHash ??= hash('nobody has this password', COST);
  const matches = await verify(storedHash ?? (await dummyHash), password.normalize('NFKC'));
  return matches && storedHash !== null;
}

function restsOnOwnWords(password: string, owner: PasswordOwner): boolean {
  const [local = ''] = owner.email.split('@');
  const words = [owner.email, local, owner.firstName, owner.lastName, owner.portalName]
    .flatMap((words) => [words, ...words.split(/[\s.+_-]+/)])
    .map((word) => word.normalize('NFKC').toLowerCase())
    .filter((word) => word.length >= 2)
    .sort((one, other) => other.length - one.length);
  if (words.some((word) => word.length >= OWN_WORD_MIN && password.includes(word))) return true;
  const rest = words.reduce((left, word) => left.replaceAll(word, ''), password);
  return rest.length < password.length && rest.length < REST_MIN;
}
