import { invalid } from '../errors';
import type { Named, TrialValues } from './make-trial';

const NAME = /^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,200}$/;
/** What can be sent as it stands: printable ASCII, spaces and tabs. */
const VALUE = /^[\t\x20-\x7e]*$/;
const COOKIE_VALUE = /^[\x21\x23-\x2b\x2d-\x3a\x3c-\x5b\x5d-\x7e]*$/;
const VALUE_MAX = 8_000;

/** What says how a call travels, where it comes from, or who sends it: not a matter of the form. */
const NOT_CHOSEN =
  /^(host|connection|keep-alive|te|trailer|transfer-encoding|upgrade|content-length|content-type|expect|cookie2?|via|forwarded|from|origin|referer|date|true-client-ip|cf-connecting-ip|proxy-.*|sec-.*|x-forwarded-.*|x-real-ip|x-original-.*|x-rewrite-url|x-http-method.*|x-method-override|x-tyk-.*|accept-encoding)$/i;

/** The headers of a call, without the key's and the body's. Throws `invalid` beside the field. */
export function trialHeaders({ headers, cookies }: Pick<TrialValues, 'headers' | 'cookies'>): Named[] {
  const chosen = headers.filter(([, value]) => value !== '').map(checkedHeader);
  const pairs = cookies.filter(([, value]) => value !== '').map(checkedCookie);
  return pairs.length === 0 ? chosen : [...chosen, ['Cookie', pairs.join('; ')]];
}

function checkedHeader([name, value]: Named): Named {
  const field = `header.${name}`;
  if (!NAME.test(name)) throw invalid('headers', 'A header’s name has letters, digits and hyphens only.');
  if (/^authorization$/i.test(name)) throw invalid(field, 'The key goes into this header: choose it under Key.');
  if (NOT_CHOSEN.test(name)) throw invalid(field, `The header ${name} cannot be chosen here.`);
  if (!VALUE.test(value)) {
    throw invalid(field, 'Only letters, digits and signs of ASCII can stand in a header, and no line breaks.');
  }
  if (value.length > VALUE_MAX) throw invalid(field, `A header has at most ${VALUE_MAX} characters.`);
  return [name, value.trim()];
}

function checkedCookie([name, value]: Named): string {
  const sent = COOKIE_VALUE.test(value) ? value : encodeURIComponent(value);
  if (!NAME.test(name) || sent.length > VALUE_MAX) throw invalid(`cookie.${name}`, 'This cannot be sent as a cookie.');
  return `${name}=${sent}`;
}
