import { eq } from 'drizzle-orm';
import { isId } from '@/db/ids';
import { gateways, productApis, products } from '@/db/schema';
import type { Context } from '../context';
import { invalid, notFound } from '../errors';
import { throttle } from '../identity/throttle';
import { authorize } from '../policy';
import type { Outbound } from '../ports/outbound';
import { DOCUMENT_BYTES_MAX } from './document-limits';
import { uploadDocument } from './upload-document';

const TIMEOUT_MS = 20_000;
/** Each is checked like the first address. */
const REDIRECTS_MAX = 3;
const URL_MAX = 2_000;
const REDIRECTS: readonly number[] = [301, 302, 303, 307, 308];
const ACCEPT = 'application/json, application/yaml, text/yaml;q=0.9, text/plain;q=0.8, */*;q=0.5';

/**
 * Fetches a document from an address and takes it like an upload. Addresses inside the provider's network only where the
 * product's gateway may be reached there too. Throws `not_found`, `forbidden`, `too_many`, and `invalid` beside `url` for
 * what the address is or answers, as a sentence.
 */
export async function fetchDocument(
  ctx: Context,
  outbound: Outbound,
  input: { productApiId: string; url: string },
): Promise<{ documentId: string; isNew: boolean }> {
  authorize(ctx.actor, 'offer.change');
  const { productApiId } = input;
  const url = parseAddress(input.url);
  const reachesPrivate = await mayReachPrivate(ctx, productApiId);
  await throttle(ctx, { bucket: `document-fetch:${productApiId}`, attempts: 30, seconds: 600 });
  const bytes = await download(outbound, url, reachesPrivate);
  return uploadDocument(ctx, { productApiId, source: decode(bytes), sourceUrl: url.href });
}

function parseAddress(given: string): URL {
  const text = given.trim();
  const url = text.length <= URL_MAX && URL.canParse(text) ? new URL(text) : null;
  if (!url || !['http:', 'https:'].includes(url.protocol)) {
    throw invalid('url', 'Give the whole address of the document, starting with https://.');
  }
  if (url.username !== '' || url.password !== '') {
    throw invalid('url', 'Leave user name and password out of the address; everybody who may edit would see them.');
  }
  url.hash = '';
  return url;
}

async function mayReachPrivate(ctx: Context, productApiId: string): Promise<boolean> {
  if (!isId(productApiId)) throw notFound();
  const [api] = await ctx.db
    .select({ reachesPrivate: gateways.reachesPrivate })
    .from(productApis)
    .innerJoin(products, eq(products.id, productApis.productId))
    .leftJoin(gateways, eq(gateways.id, products.gatewayId))
    .where(eq(productApis.id, productApiId));
  if (!api) throw notFound();
  return api.reachesPrivate ?? false;
}

async function download(outbound: Outbound, first: URL, reachesPrivate: boolean): Promise<Uint8Array> {
  let url = first;
  for (let hops = 0; hops <= REDIRECTS_MAX; hops += 1) {
    const answer = await outbound.send({
      method: 'GET',
      url: url.href,
      headers: { accept: ACCEPT, 'user-agent': 'Portico' },
      body: null,
      reachesPrivate,
      timeoutMs: TIMEOUT_MS,
      maxBytes: DOCUMENT_BYTES_MAX + 1,
    });
    if (answer.outcome !== 'answered') throw invalid('url', answer.reason);
    if (!REDIRECTS.includes(answer.status)) return bodyOf(answer);
    url = nextAddress(url, answer.headers);
  }
  throw invalid('url', 'This address leads on and on. Give the one that it ends at.');
}

function bodyOf(answer: { status: number; body: Uint8Array; isCut: boolean }): Uint8Array {
  if (answer.status !== 200) {
    throw invalid('url', `The address answered ${answer.status} instead of the document.`);
  }
  if (answer.isCut || answer.body.byteLength > DOCUMENT_BYTES_MAX) {
    throw invalid('url', 'The document is larger than 32 MB.');
  }
  return answer.body;
}

function nextAddress(from: URL, headers: readonly (readonly [name: string, value: string])[]): URL {
  const location = headers.find(([name]) => name.toLowerCase() === 'location')?.[1] ?? '';
  if (!URL.canParse(location, from)) throw invalid('url', 'This address leads on to one that is none.');
  return parseAddress(new URL(location, from).href);
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw invalid('url', 'What the address answers is not a text in UTF-8.');
  }
}
