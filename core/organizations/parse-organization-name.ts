import { invalid } from '../errors';
import { asItLooks } from './look-alikes';

/** In characters; the limit of the database's CHECK. */
const ORGANIZATION_NAME_MAX = 120;

/** Markup, what is invisible or turns the text around, fillers that count as letters, and piled-up accents. */
const UNFIT = /[<>\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Cn}\u115F\u1160\u3164\uFFA0]|\p{M}{4,}/u;
/**
 * The name stands in mails to strangers, sent in the portal's name: where one would be led to is not for it to say. A
 * company may well be called Acme.com.
 */
const LEADS_AWAY = /:\/\/|\bwww\.|\.\p{L}{2,}\/|\S@\S/iu;

/**
 * A name as it is kept, and folded so that look-alikes (case, accents, width, punctuation, blanks, letters of another
 * script) are one name. Throws `invalid` for `name`.
 */
export function parseOrganizationName(given: string): { name: string; nameKey: string } {
  const name = given.normalize('NFC').replace(/\s+/g, ' ').trim();
  const folded = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
  if (UNFIT.test(name) || LEADS_AWAY.test(name))
    throw invalid('name', 'Use letters, digits, blanks and plain punctuation.');
  if (!folded || name.length > ORGANIZATION_NAME_MAX) {
    throw invalid('name', `Enter a name of 1 to ${ORGANIZATION_NAME_MAX} characters, with a letter or digit in it.`);
  }
  return { name, nameKey: asItLooks(folded) };
}
