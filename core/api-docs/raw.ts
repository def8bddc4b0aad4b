/** An object of a document that nobody has checked. */
export type Raw = Readonly<Record<string, unknown>>;

/** Whether the value is an object and no list. */
export function isRaw(value: unknown): value is Raw {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** An object's own value under a name: `constructor` and `__proto__` are names like others. */
export function own(object: Raw, name: string): unknown {
  // Most names that are asked for are not there: the second question is asked for few of them.
  const value = object[name];
  return value !== undefined && Object.hasOwn(object, name) ? value : undefined;
}

const NOTHING: Raw = Object.freeze({});
const NO_ENTRIES: readonly unknown[] = Object.freeze([]);

/** The object under a name, or an empty one. */
export function rawOf(object: Raw, name: string): Raw {
  const value = own(object, name);
  return isRaw(value) ? value : NOTHING;
}

/** The list under a name, or an empty one. */
export function listOf(object: Raw, name: string): readonly unknown[] {
  const value = own(object, name);
  return Array.isArray(value) ? value : NO_ENTRIES;
}

/** The text under a name, cut to so many characters; empty when there is none. */
export function textOf(object: Raw, name: string, max: number): string {
  const value = own(object, name);
  return typeof value === 'string' ? value.slice(0, max) : '';
}

/** An address that may become a link; empty otherwise. */
export function webAddress(object: Raw, name: string): string {
  const text = textOf(object, name, 2_000);
  return /^https?:\/\//i.test(text) && URL.canParse(text) ? text : '';
}

/** What PostgreSQL does not take, as JSON writes it: NUL and halves of a surrogate pair. */
const REFUSED = /\\u(?:0000|d[89a-f])/;

/** JSON that PostgreSQL takes: it knows neither NUL nor half of a surrogate pair. */
export function toJson(value: unknown): string {
  const text = JSON.stringify(value);
  if (!REFUSED.test(text)) return text;
  // Asking for every text is slow, and hardly any document needs it.
  return JSON.stringify(value, (_name, part: unknown) => (typeof part === 'string' ? cleanText(part) : part));
}

/** Text that PostgreSQL takes. */
export function cleanText(text: string): string {
  return text.replaceAll('\0', '').toWellFormed();
}
