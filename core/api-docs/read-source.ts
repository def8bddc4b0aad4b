import { LineCounter, parseDocument as parseYaml } from 'yaml';
import { DOCUMENT_BYTES_MAX } from './document-limits';
import { jsonErrorLine } from './json-error-line';
import type { Problem } from './parsed-document';
import { isRaw, type Raw } from './raw';

/** Aliases of YAML that may be followed; nine of them in a row make a billion laughs. */
const ALIASES_MAX = 100;

/** The object that a source holds, or why it holds none. */
export type ReadSource = { root: Raw; problem?: never } | { root?: never; problem: Problem };

/** A document as an object, from JSON or YAML. What is wrong comes with its line. */
export function readSource(source: string): ReadSource {
  if (Buffer.byteLength(source) > DOCUMENT_BYTES_MAX) return bad('The document is larger than 32 MB.');
  const text = source.startsWith('\uFEFF') ? source.slice(1) : source;
  if (text.trim() === '') return bad('The document is empty.');
  const read = /^\s*[{[]/.test(text) ? readJson(text) : readYaml(text);
  if ('problem' in read) return read;
  if (!isRaw(read.value)) return bad('The document must be an object that begins with "openapi" or "swagger".');
  return { root: read.value };
}

type Read = { value: unknown } | { problem: Problem };

function readJson(text: string): Read {
  try {
    return { value: JSON.parse(text) };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return bad('This is not JSON: it breaks off or goes wrong here.', jsonErrorLine(text));
  }
}

function readYaml(text: string): Read {
  const lines = new LineCounter();
  try {
    const document = parseYaml(text, {
      lineCounter: lines,
      // Looks at every pair of keys otherwise: minutes for a hundred thousand paths.
      uniqueKeys: false,
      // YAML 1.2 has neither; both have been ways to make a small file large.
      merge: false,
      version: '1.2',
      schema: 'core',
      // Ordered maps, sets and bytes are not JSON; their tags are refused below like everybody's own.
      resolveKnownTags: false,
      prettyErrors: false,
    });
    const [wrong] = [...document.errors, ...document.warnings.filter(({ code }) => code === 'TAG_RESOLVE_FAILED')];
    if (wrong)
      return bad(`This is not YAML that we read: ${wrong.message.slice(0, 200)}`, lines.linePos(wrong.pos[0]).line);
    return { value: document.toJS({ maxAliasCount: ALIASES_MAX }) };
  } catch (error) {
    // Too many aliases, or thousands of brackets inside each other.
    if (error instanceof ReferenceError) return bad('The document repeats itself too often by aliases.');
    if (error instanceof RangeError) return bad('The document is nested too deeply.');
    throw error;
  }
}

function bad(message: string, line?: number): { problem: Problem } {
  return { problem: { ...(line !== undefined && { line }), pointer: '', message } };
}
