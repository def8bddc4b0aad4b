import { invalid } from '../errors';

/** In characters. */
const PURPOSE_MAX = 1000;

/**
 * What an organization is wanted for, as it is kept and shown to admins; may be empty. Throws `invalid` for `purpose`.
 */
export function parsePurpose(given: string): string {
  const purpose = given.normalize('NFC').replaceAll('\r\n', '\n').replaceAll('\0', '').trim();
  if (purpose.length > PURPOSE_MAX) throw invalid('purpose', `Use at most ${PURPOSE_MAX} characters.`);
  return purpose;
}
