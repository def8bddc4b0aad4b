import { canonicalEmail } from '../identity/email-address';
import { foldedName } from '../identity/person-name';

/** How many people one paste may invite. */
export const LINES_MAX = 50;
const TEXT_MAX = 20_000;
/** A name and an address are shorter; what is longer is not looked at, since looking takes its square in time. */
const LINE_MAX = 600;
const NAMED = /^(?:"?([^"<>]*?)"?\s*)<([^<>]+)>$/;

/** One of the pasted addresses: canonical, or null for what is none, with the names that stood beside it. */
export type PastedLine = { given: string; email: string | null; firstName: string; lastName: string };

/**
 * Reads addresses as people paste them: separated by commas, semicolons or lines, bare or as `Name <address>`, also as
 * `Last, First` before the brackets in quotation marks. An address that stands several times counts once.
 */
export function parseLines(text: string): PastedLine[] {
  const seen = new Set<string>();
  return split(text.slice(0, TEXT_MAX))
    .map(readLine)
    .filter(({ given, email }) => {
      const key = email ?? given;
      if (seen.has(key)) return false;
      seen.add(key);
      return true;
    });
}

/** A comma inside quotation marks belongs to a name. */
function split(text: string): string[] {
  const parts = text.match(/(?:"[^"\n]*"|[^,;\n\r])+/g) ?? [];
  return parts.map((part) => part.trim()).filter(Boolean);
}

function readLine(given: string): PastedLine {
  if (given.length > LINE_MAX) return { given: `${given.slice(0, 60)}…`, email: null, firstName: '', lastName: '' };
  const [, name = '', address = given] = NAMED.exec(given) ?? [];
  const [beforeComma = '', afterComma] = name.split(',');
  const words = foldedName(afterComma === undefined ? name : `${afterComma} ${beforeComma}`).split(' ');
  const [firstName = '', ...rest] = words;
  return { given, email: canonicalEmail(address), firstName, lastName: rest.join(' ') };
}
