import { randomBytes } from 'node:crypto';
import { type IncomingMessage, Server, type ServerResponse } from 'node:http';
import { LRUCache } from 'lru-cache';
import { gzipWithNonce, type PackedPage, packAroundNonce } from './gzip-around-nonce';
import { together } from './together';

/** Bytes of pages that are kept in all, and of one: a page of a reference is about 60 kB. */
const KEPT_BYTES_MAX = 96 * 1024 * 1024;
const PAGE_BYTES_MAX = 2 * 1024 * 1024;
/** What depends on the clock and not on a change, such as the end of a product that is deprecated. */
const KEPT_MS = 60_000;
const ADDRESS_MAX = 400;

/** Pages of the offer, which are the same for every stranger. Pictures, downloads and searches are not kept. */
const PUBLIC_PAGE =
  /^\/(?:catalogs(?:\/[\w-]+)?|pages\/[\w-]+|terms|products\/[\w-]+(?:\/(?:docs|guides)(?:\/[^/?]+){1,2})?)?(?:\?[^#]*)?$/;
/** Files beside such pages, which are never kept: only what is kept has to be asked for unpacked. */
const FILE = /(?:\.md|\.json|\.png|\/document)(?:\?|$)/;
/** The theme is the only thing that a stranger chooses. */
const THEME_COOKIE = /^theme=(light|dark|system)$/;
const NONCE = /'nonce-([^']+)'/;

type Kept = {
  stamp: string;
  headers: [name: string, value: string | string[]][];
  nonce: string;
  body: Buffer;
  /** For whoever takes gzip: packed for the first one. */
  packed?: Promise<PackedPage>;
};
type Asked = { request: IncomingMessage; response: ServerResponse };

/**
 * Gives strangers a page that was made for a stranger before, if nothing that they may see has changed since:
 * `readStamp` is asked for every request, so a change counts from the very next one, whichever process made it.
 * Whoever brings a cookie, a token or anything unusual is answered by Next. Each answer has a nonce of its own.
 */
export function keepPublicPages(readStamp: () => Promise<string>, onFault: (error: unknown) => void): void {
  const pages = new LRUCache<string, Kept>({
    maxSize: KEPT_BYTES_MAX,
    // Packed it is at most as large again.
    sizeCalculation: ({ body }) => 2 * body.length + 1,
    ttl: KEPT_MS,
  });
  const stampNow = together(readStamp);
  const emit = Server.prototype.emit;

  const answer = async ({ request, response }: Asked, address: string, pass: () => void) => {
    const stamp = await stampNow();
    const kept = pages.get(address);
    if (kept?.stamp === stamp) return give(kept, request, response);
    // What Next compresses could not be given a new nonce.
    delete request.headers['accept-encoding'];
    watch(response, (made) => pages.set(address, { ...made, stamp }));
    pass();
  };

  Server.prototype.emit = function kept(this: Server, event: string | symbol, ...rest: unknown[]): boolean {
    const pass = () => Reflect.apply(emit, this, [event, ...rest]) as boolean;
    if (event !== 'request') return pass();
    const [request, response] = rest as [IncomingMessage, ServerResponse];
    const address = publicAddress(request);
    if (address === null) return pass();
    answer({ request, response }, address, pass).catch((error: unknown) => {
      onFault(error);
      if (!response.headersSent) pass();
    });
    return true;
  } as typeof emit;
}

/** Under which name the answer to this request may be kept; null when it is not like every stranger's. */
export function publicAddress({
  method,
  url = '',
  headers,
}: Pick<IncomingMessage, 'method' | 'url' | 'headers'>): string | null {
  if (method !== 'GET' || url.length > ADDRESS_MAX || !PUBLIC_PAGE.test(url) || FILE.test(url)) return null;
  const { cookie = '', authorization, range } = headers;
  const isOfNext = Object.keys(headers).some(
    (name) => name === 'rsc' || name.startsWith('next-') || name === 'purpose',
  );
  if (authorization !== undefined || range !== undefined || isOfNext) return null;
  if (cookie !== '' && !THEME_COOKIE.test(cookie)) return null;
  return `${cookie} ${url}`;
}

/** Reads along what is written into a response, and tells when it was a whole page that may be kept. */
function watch(response: ServerResponse, onMade: (made: Omit<Kept, 'stamp'>) => void): void {
  const chunks: Buffer[] = [];
  let bytes = 0;
  const keep = (chunk: unknown, encoding: unknown) => {
    if (bytes > PAGE_BYTES_MAX || (typeof chunk !== 'string' && !(chunk instanceof Uint8Array))) return;
    const piece = typeof chunk === 'string' ? Buffer.from(chunk, encodingOf(encoding)) : Buffer.from(chunk);
    bytes += piece.length;
    chunks.push(piece);
  };
  const { write, end } = response;
  response.write = function watched(this: ServerResponse, ...args: unknown[]) {
    keep(args[0], args[1]);
    return Reflect.apply(write, this, args) as boolean;
  } as typeof write;
  response.end = function watched(this: ServerResponse, ...args: unknown[]) {
    keep(args[0], args[1]);
    return Reflect.apply(end, this, args) as ServerResponse;
  } as typeof end;
  response.once('finish', () => {
    const made = bytes <= PAGE_BYTES_MAX ? pageOf(response, Buffer.concat(chunks)) : null;
    if (made) onMade(made);
  });
}

function encodingOf(given: unknown): BufferEncoding {
  return typeof given === 'string' ? (given as BufferEncoding) : 'utf8';
}

/** Null for what is no page, is somebody's own, or has no nonce to exchange. */
function pageOf(response: ServerResponse, body: Buffer): Omit<Kept, 'stamp'> | null {
  const headers = Object.entries(response.getHeaders()).flatMap(([name, value]): Kept['headers'] =>
    value === undefined || NOT_KEPT.has(name) ? [] : [[name, typeof value === 'number' ? String(value) : value]],
  );
  const nonce = NONCE.exec(String(response.getHeader('content-security-policy') ?? ''))?.[1];
  const isPage = response.statusCode === 200 && String(response.getHeader('content-type')).startsWith('text/html');
  const isPlain = !response.hasHeader('set-cookie') && !response.hasHeader('content-encoding');
  return isPage && isPlain && nonce && body.includes(nonce) ? { headers, nonce, body } : null;
}

/** Made anew for every answer. */
const NOT_KEPT = new Set(['date', 'connection', 'keep-alive', 'transfer-encoding', 'content-length']);

async function give(kept: Kept, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const nonce = randomBytes(Buffer.from(kept.nonce, 'base64').length).toString('base64');
  for (const [name, value] of kept.headers) response.setHeader(name, renewed(value, kept.nonce, nonce));
  const isCompressed = /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''));
  if (isCompressed) kept.packed ??= packAroundNonce(kept.body, kept.nonce);
  const body =
    kept.packed && isCompressed ? gzipWithNonce(await kept.packed, nonce) : exchange(kept.body, kept.nonce, nonce);
  if (isCompressed) response.setHeader('content-encoding', 'gzip');
  response.setHeader('content-length', body.length);
  response.end(body);
}

function renewed(value: string | string[], old: string, fresh: string): string | string[] {
  return typeof value === 'string' ? value.replaceAll(old, fresh) : value.map((each) => each.replaceAll(old, fresh));
}

/** Nonces are of one length, so the page is copied once and written over in place. */
function exchange(body: Buffer, old: string, fresh: string): Buffer {
  const page = Buffer.from(body);
  for (let at = page.indexOf(old); at !== -1; at = page.indexOf(old, at + fresh.length))
    page.write(fresh, at, 'latin1');
  return page;
}
