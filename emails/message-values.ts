/** No value of the portal is longer; a longer one is cut so that a mail never fails because of it. */
const VALUE_CHARACTERS_MAX = 2_000;

/** What a template is filled with, made safe for text. HTML escaping comes later, in the engine. */
export type PlainValues = Record<string, string | number>;

/**
 * Makes values fit to stand in a mail. What people typed becomes one line without control and direction characters
 * and without anything that a mail client would turn into a link; links and keys are checked and kept to the letter.
 * Throws when a value is missing, when a link is not an absolute http(s) URL, or when a key has a blank in it.
 */
export function plainValues(values: Readonly<Record<string, unknown>>): PlainValues {
  const plain: PlainValues = {};
  for (const [name, value] of Object.entries(values)) plain[name] = plainValue(name, value);
  return plain;
}

/**
 * One line of visible characters. Direction overrides, which make "moc.live" out of "evil.com", and other invisible
 * format characters go; the two joiners stay, because Persian names and emoji are spelled with them.
 */
export function plainLine(text: string): string {
  // Cut roughly first: the expressions below need not walk through a megabyte.
  const visible = text
    .slice(0, 10 * VALUE_CHARACTERS_MAX)
    .replace(/(?![\u200c\u200d])\p{Cf}/gu, '')
    .replace(/[\p{Cc}\p{Z}]+/gu, ' ');
  const characters = [...visible.trim()];
  return characters.length > VALUE_CHARACTERS_MAX
    ? `${characters.slice(0, VALUE_CHARACTERS_MAX).join('')}…`
    : characters.join('');
}

function plainValue(name: string, value: unknown): string | number {
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  // The value itself stays out of the error: it may be a key or a token, and errors are logged.
  if (typeof value !== 'string') throw new Error(`The message value "${name}" is missing.`);
  if (name === 'link' || name.endsWith('Link')) return checkedLink(name, value);
  if (name === 'key') return checkedKey(value);
  const line = plainLine(value);
  const isAddress = name.endsWith('Email') && /^[\w.+-]+@[\w-]+(\.[\w-]+)+$/.test(line);
  return isAddress ? line : withoutAutoLinks(line);
}

function checkedLink(name: string, value: string): string {
  if (!/^https?:\/\/[^\s<>"'`\\\p{Cc}\p{Cf}]+$/u.test(value) || !URL.canParse(value)) {
    throw new Error(`The message value "${name}" is not a link that starts with http:// or https://.`);
  }
  return value;
}

function checkedKey(value: string): string {
  if (!/^[\x21-\x7e]+$/.test(value)) throw new Error('The message value "key" has a character that no key has.');
  return value;
}

/**
 * Mail clients turn "evil.com" and "https://…" into links by themselves, in text and in HTML, so a stranger could
 * put a link into a mail of the portal by choosing a name. A blank after the dots and slashes that make a link is the
 * one cure that works in every client: it is visible, so nothing is hidden from the reader, and it reads well
 * ("acme. io"). Zero-width characters were not taken: some clients ignore them, and they get copied along.
 */
function withoutAutoLinks(line: string): string {
  return line
    .replace(/:(?=\/\/)/g, ': ')
    .replace(/\\(?=\\)/g, '\\ ')
    .replace(/([.\u3002\uff0e\uff61])(?=(?:\u200c|\u200d)*\p{L}(?:[\p{L}\p{M}\p{N}-]|\u200c|\u200d))/gu, '$1 ');
}
