import { jsonErrorPlace } from '@/core/api-docs/json-error-line';
import { Problem } from './problem';

/** A body. Bytes. */
const BODY_MAX_BYTES = 1024 * 1024;

/** A body as it came, and what it says; nothing at all is an empty object. */
export type JsonBody = { text: string; value: unknown };

/** Reads a body of JSON. Throws a problem: 413 behind 1 MB, 415 for another type, 400 with line and column. */
export async function readJson(request: Request): Promise<JsonBody> {
  const text = await readText(request, BODY_MAX_BYTES);
  if (text.trim() === '') return { text: '', value: {} };
  if (!isJsonType(request.headers.get('content-type') ?? '')) {
    throw new Problem(415, 'Send the body as JSON, with the header Content-Type: application/json.');
  }
  try {
    return { text, value: JSON.parse(text) as unknown };
  } catch (cause) {
    const place = jsonErrorPlace(text);
    const where = `line ${place.line}, column ${place.column}`;
    const problem = new Problem(400, `The body is no JSON: it stops to be one at ${where}.`, { place });
    problem.cause = cause;
    throw problem;
  }
}

function isJsonType(type: string): boolean {
  return /^application\/(?:[\w.-]+\+)?json\s*(?:;|$)/i.test(type.trim());
}

/** A body in UTF-8. Stops reading behind `maxBytes`. Throws a problem: 413 behind that, 400 for another encoding. */
export async function readText(request: Request, maxBytes: number): Promise<string> {
  if (Number(request.headers.get('content-length') ?? 0) > maxBytes) throw tooLarge(maxBytes);
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  // A body without a length, or with a false one, is counted while it comes.
  const reader = request.body?.getReader();
  for (let read = await reader?.read(); read && !read.done; read = await reader?.read()) {
    bytes += read.value.byteLength;
    if (bytes > maxBytes) throw tooLarge(maxBytes);
    chunks.push(read.value);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks));
  } catch {
    throw new Problem(400, 'The body is no UTF-8.');
  }
}

function tooLarge(maxBytes: number): Problem {
  return new Problem(413, `This body has at most ${maxBytes / 1024 / 1024} MB.`);
}
