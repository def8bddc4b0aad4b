import type { OutboundOutcome } from '../ports/outbound';
import { layOutJson } from './lay-out-json';
import { maskKey, maskText } from './mask-key';

/** Characters of a text that a page lays out; more is kept for the download. */
const PRETTY_MAX = 300_000;
const HEADERS_MAX = 100;
const HEADER_MAX = 2_000;

/** Cookies are of the API's own site; the others say how the bytes travelled to the portal, which is over. */
const NOT_SHOWN = /^(set-cookie2?|connection|keep-alive|transfer-encoding|content-encoding|trailer|upgrade|proxy-.*)$/i;
const TEXTUAL =
  /^(text\/|application\/(.*\+)?(json|xml|yaml|x-yaml|javascript|ecmascript|graphql|x-www-form-urlencoded|x-ndjson|sql|toml|problem)|image\/svg\+xml|multipart\/mixed)/i;

/** What an answer's body is for people. Shown as text and never as what it claims to be. */
export type ShownBody =
  | { kind: 'empty' }
  | { kind: 'text'; text: string; isJson: boolean }
  /** For download; base64. */
  | { kind: 'bytes'; base64: string };

/** An answer as a browser may have it. */
export type ShownAnswer = {
  status: number;
  statusText: string;
  ms: number;
  /** Bytes that were read. */
  bytes: number;
  isCut: boolean;
  type: string;
  headers: readonly (readonly [name: string, value: string])[];
  body: ShownBody;
};

type Answered = Extract<OutboundOutcome, { outcome: 'answered' }>;

/** Prepares an answer for the browser: without cookies, without the key, text as text, JSON laid out. */
export function showAnswer(answer: Answered, secrets: readonly string[]): ShownAnswer {
  const type = header(answer, 'content-type').slice(0, 200);
  const body = maskKey(answer.body, secrets, answer.isCut);
  return {
    status: answer.status,
    statusText: maskText(answer.statusText, secrets).slice(0, 200),
    ms: answer.ms,
    bytes: answer.body.byteLength,
    isCut: answer.isCut,
    type: maskText(type, secrets),
    headers: answer.headers
      .filter(([name]) => !NOT_SHOWN.test(name))
      .slice(0, HEADERS_MAX)
      .map(([name, value]) => [maskText(name, secrets), maskText(value, secrets).slice(0, HEADER_MAX)]),
    body: shownBody(body, type),
  };
}

/** The first value of a header; empty when there is none. */
export function header({ headers }: Pick<Answered, 'headers'>, name: string): string {
  return headers.find(([known]) => known.toLowerCase() === name)?.[1] ?? '';
}

function shownBody(body: Uint8Array, type: string): ShownBody {
  if (body.byteLength === 0) return { kind: 'empty' };
  const text = textOf(body, type);
  if (text === null) return { kind: 'bytes', base64: Buffer.from(body).toString('base64') };
  const laidOut = text.length <= PRETTY_MAX && !/^text\/(html|plain)/i.test(type) ? layOutJson(text) : null;
  return { kind: 'text', text: laidOut ?? text, isJson: laidOut !== null };
}

/** Text if its type says so, or, without a type, if it is readable as such. */
function textOf(body: Uint8Array, type: string): string | null {
  if (type !== '' && !TEXTUAL.test(type)) return null;
  const isForeign = /charset=/i.test(type) && !/charset="?(utf-?8|us-ascii)/i.test(type);
  try {
    const text = new TextDecoder(isForeign ? 'latin1' : 'utf-8', { fatal: type === '' }).decode(body);
    return text.includes('\0') ? null : text;
  } catch {
    return null; // Bytes that are no text.
  }
}
