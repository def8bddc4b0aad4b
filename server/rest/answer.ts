import type { Context } from '@/core/context';
import { type Answer, answerOnce } from '@/core/idempotency/answer-once';
import { throttle } from '@/core/identity/throttle';
import { authenticate, requireScope } from './authenticate';
import { namesEtag } from './etag';
import type { Called, Operation, Params, Parts } from './operation';
import { Problem } from './problem';
import { readDocument } from './read-document';
import { type JsonBody, readJson } from './read-json';
import { refuseUnkeepable } from './refuse-unkeepable';

const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
/** As long as a UUID or a digest in any writing. Visible ASCII. */
const IDEMPOTENCY_KEY = /^[\x21-\x7e]{1,200}$/;

/**
 * One call of one operation: who asks, whether they may and not too often, what they sent, the verb, and the answer.
 * Throws problems and refusals. `stranger` is the context of nobody; `note` hears who it was, for the log.
 */
export async function answer(
  operation: Operation,
  request: Request,
  sent: { params: Params; query: URLSearchParams },
  around: { stranger: Context; parts: Parts; note: (tokenId: string) => void },
): Promise<Response> {
  const actor = await authenticate(around.stranger, request);
  const tokenId = actor.token?.id ?? '';
  around.note(tokenId);
  requireScope(actor, operation.scope);
  const ctx: Context = { ...around.stranger, actor };
  const { name, ...limit } = operation.limit;
  await throttle(ctx, { bucket: `api:${name}:${tokenId}`, ...limit });
  if (!Object.values(sent.params).every((id) => ID.test(id))) throw new Problem(404, 'There is nothing here.');
  const body = operation.method === 'get' ? EMPTY : await read(operation, request);
  const ifMatch = request.headers.get('if-match');
  const input = { params: sent.params, query: single(sent.query), body: body.value, ifMatch };
  refuseUnkeepable(input.query, 'query');
  if (!operation.takesDocument) refuseUnkeepable(input.body, 'body');

  const held: { called?: Called } = {};
  const work = async (inside: Context): Promise<Answer> => {
    held.called = await operation.call(inside, input, around.parts);
    const { answer: made, location } = held.called;
    const text = operation.status === 204 ? '' : JSON.stringify(made);
    return { status: operation.status, body: text, location: location && `/api/v1${location}` };
  };
  const key = operation.method === 'post' && !operation.waitsForNetwork ? idempotencyKey(request) : null;
  const { answer: given, isRepeated } = key
    ? await answerOnce(ctx, { tokenId, key, asked: asked(request, body) }, work)
    : { answer: await work(ctx), isRepeated: false };
  await held.called?.afterwards?.(ctx);
  const etag = held.called?.etag ?? null;
  if (operation.method === 'get' && etag !== null && namesEtag(request.headers.get('if-none-match'), etag)) {
    return new Response(null, { status: 304, headers: { etag } });
  }
  return new Response(given.status === 204 ? null : given.body, {
    status: given.status,
    headers: {
      ...(given.status !== 204 && { 'content-type': 'application/json' }),
      ...(etag !== null && { etag }),
      ...(given.location !== null && { location: given.location }),
      ...(isRepeated && { 'idempotency-replayed': 'true' }),
    },
  });
}

const EMPTY: JsonBody = { text: '', value: {} };

function read({ takesDocument }: Operation, request: Request): Promise<JsonBody> {
  return takesDocument ? readDocument(request) : readJson(request);
}

/** Every parameter once: of two values nobody could tell which one counts. */
function single(query: URLSearchParams): Record<string, string> {
  const names = [...query.keys()];
  const twice = names.filter((name, index) => names.indexOf(name) !== index);
  if (twice.length === 0) return Object.fromEntries(query);
  throw new Problem(422, 'One value is wrong: see errors.', {
    errors: [...new Set(twice)].map((name) => ({
      in: 'query',
      pointer: `/${name}`,
      message: 'This stands there twice.',
    })),
  });
}

function idempotencyKey(request: Request): string | null {
  const key = request.headers.get('idempotency-key');
  if (key === null || IDEMPOTENCY_KEY.test(key)) return key;
  throw new Problem(422, 'One value is wrong: see errors.', {
    errors: [{ in: 'header', pointer: '/Idempotency-Key', message: 'Use 1 to 200 visible ASCII characters.' }],
  });
}

/** What makes it the same request: method, address and body, to the letter. */
function asked(request: Request, body: JsonBody): string {
  const { pathname, search } = new URL(request.url);
  return [request.method, pathname, search, body.text].join('\n');
}
