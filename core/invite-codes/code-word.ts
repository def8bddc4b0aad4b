import { randomInt } from 'node:crypto';
import { invalid } from '../errors';

/** Without letters and digits that look alike. */
const ALPHABET = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
const GROUPS = 3;
const GROUP_LENGTH = 4;
/** Characters without hyphens. Shorter own words would be found by trying. */
const OWN_MIN = 8;
const OWN_MAX = 60;

/** Draws a code of 60 bits that can be read out on the telephone: `K7QF-9M2X-TB4D`. */
export function drawCode(): string {
  const group = () => Array.from({ length: GROUP_LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
  return Array.from({ length: GROUPS }, group).join('-');
}

/** A code that an admin chose, as it is kept. Throws `invalid` for `code`. */
export function parseOwnCode(given: string): string {
  const code = given.normalize('NFKC').trim().toUpperCase();
  const length = code.replaceAll('-', '').length;
  if (!/^[A-Z0-9-]+$/.test(code) || length < OWN_MIN || length > OWN_MAX) {
    throw invalid('code', `Use ${OWN_MIN} to ${OWN_MAX} letters and digits; hyphens are welcome.`);
  }
  return code;
}

/** What the code of an invite code is bound to when it is sealed. */
export function codeSeal(inviteCodeId: string): string {
  return `invite_code:${inviteCodeId}`;
}
