import { type DomainError, invalid } from '../errors';
import type { Named, TrialPlace, TrialValues } from './make-trial';

/** How often somebody on the way may decode an address: gateway, API, and whatever they call. */
const DECODINGS_MAX = 4;
/** `.` and `..`, also with the parameters that some servers cut off (`..;x`). */
const STEP = /^\.{1,2}(;.*)?$/;
const CONTROL = /[\p{Cc}\u2028\u2029]/u;

/**
 * The address of a call. What was filled in stays one part of it: it leads neither to another host nor above the base
 * address, however often it is decoded. Throws `invalid` beside the field.
 */
export function trialUrl(
  { baseUrl, path }: TrialPlace,
  { path: given, query }: Pick<TrialValues, 'path' | 'query'>,
): URL {
  const base = parsedBase(baseUrl);
  const [template = '', fixed = ''] = path.split(/\?(.*)/s);
  const filled = fill(template, given);
  const search = new URLSearchParams(fixed);
  for (const [name, value] of query) if (value !== '') search.append(name, value);
  const url = new URL(base.origin + base.pathname.replace(/\/+$/, '') + filled);
  if (!isBelow(base, url)) throw outside();
  url.search = search.toString();
  return url;
}

function parsedBase(baseUrl: string): URL {
  if (!URL.canParse(baseUrl)) throw noBase();
  const base = new URL(baseUrl);
  const isPlain = base.username === '' && base.password === '' && base.search === '' && base.hash === '';
  if (!['http:', 'https:'].includes(base.protocol) || !isPlain) throw noBase();
  return base;
}

function fill(template: string, given: readonly Named[]): string {
  const values = new Map(given);
  const parts = template.split(/\{([^{}]*)\}/);
  // Every second part stood between braces.
  const filled = parts
    .map((part, index) => (index % 2 === 0 ? literal(part) : encodeURIComponent(checked(part, values.get(part) ?? ''))))
    .join('');
  return filled.startsWith('/') ? filled : `/${filled}`;
}

/** What the document wrote; a `%2F` of its own stays what it is. */
function literal(part: string): string {
  return encodeURI(wellFormed(part)).replaceAll('%25', '%').replaceAll('#', '%23');
}

function checked(name: string, value: string): string {
  const field = `path.${name}`;
  if (value === '') throw invalid(field, `Fill in ${name}.`);
  if (CONTROL.test(value)) throw invalid(field, 'Line breaks and control characters cannot stand in an address.');
  if (decodings(value).some(hasStep)) throw invalid(field, 'A part of the path cannot be . or .. here.');
  return wellFormed(value);
}

/** Half of a pair of surrogates can be in no address. */
function wellFormed(text: string): string {
  return new TextDecoder().decode(new TextEncoder().encode(text));
}

function isBelow(base: URL, url: URL): boolean {
  const folder = `${base.pathname.replace(/\/+$/, '')}/`;
  const isThere = url.origin === base.origin && url.username === '' && url.password === '';
  return isThere && `${url.pathname}/`.startsWith(folder) && !decodings(url.pathname).some(hasStep);
}

function hasStep(path: string): boolean {
  return path.split(/[/\\]/).some((part) => STEP.test(part));
}

/** The text, and what becomes of it each time that somebody decodes it. */
function decodings(text: string): string[] {
  const seen = [text];
  for (let at = text; seen.length <= DECODINGS_MAX; ) {
    // Byte by byte: a broken sequence beside it must not hide an encoded dot.
    const decoded = at.replace(/%([0-7][0-9a-f])/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
    if (decoded === at) break;
    seen.push(decoded);
    at = decoded;
  }
  return seen;
}

function outside(): DomainError {
  return invalid('path', 'This address would leave the API, so it is not called.');
}

function noBase(): DomainError {
  return invalid('path', 'This API has no address that can be called.');
}
