import { randomUUID } from 'node:crypto';
import { anonymous } from '@/core/identity/actor';
import { answer } from '../rest/answer';
import type { RestParts } from '../rest/create-rest';
import type { Operation, Params } from '../rest/operation';
import { asProblem, Problem } from '../rest/problem';
import { tracing } from '../telemetry/tracing';
import { createClassicDeveloper } from './classic-developer';
import { approveClassicRequest, createClassicRequest } from './classic-requests';

/** Where programs of the classic portal call. */
const CLASSIC_BASE = '/api/portal';

const operations: readonly Operation[] = [createClassicDeveloper, createClassicRequest, approveClassicRequest];

/**
 * The calls of the classic portal's API with which a developer is made and gets a key, over the same verbs, tokens, scopes and
 * limits as the REST API. What goes wrong is told in the classic shape: `Message` says in words what and where, `Meta` the
 * same for programs.
 */
export function createClassic(parts: RestParts): { fetch(request: Request): Promise<Response> } {
  return {
    fetch: async (request) => {
      const startedAt = performance.now();
      const requestId = randomUUID();
      const seen: Seen = { operationId: null, tokenId: '' };
      const response = await answerClassic(parts, request, requestId, seen).catch((error: unknown) => {
        const problem = asProblem(error);
        if (!problem) parts.log.error({ err: error, requestId }, 'a call of the classic API failed');
        return classicProblem(problem ?? FAILED, requestId);
      });
      response.headers.set('x-request-id', requestId);
      response.headers.set('x-content-type-options', 'nosniff');
      response.headers.set('cache-control', 'no-store');
      const ms = Math.round(performance.now() - startedAt);
      parts.log.info({ ...seen, status: response.status, ms, requestId }, 'a call of the classic API');
      return response;
    },
  };
}

/** For the log. */
type Seen = { operationId: string | null; tokenId: string };

const FAILED = new Problem(500, 'The portal failed, and whether something was changed is not known.');

async function answerClassic(parts: RestParts, request: Request, requestId: string, seen: Seen): Promise<Response> {
  const { operation, params } = operationAt(request);
  seen.operationId = operation.operationId;
  tracing()?.nameRoute(CLASSIC_BASE + operation.path);
  const stranger = parts.contextFor(anonymous, { ip: parts.ipOf(request.headers), requestId });
  const note = (tokenId: string) => {
    seen.tokenId = tokenId;
  };
  const sent = { params, query: new URL(request.url).searchParams };
  return answer(operation, asClassicClientsMeanIt(request), sent, { stranger, parts, note });
}

/** They send the token alone, and JSON by whatever name their tool gives it. */
function asClassicClientsMeanIt(request: Request): Request {
  const headers = new Headers(request.headers);
  const token = headers.get('authorization')?.trim();
  if (token && !/\s/.test(token)) headers.set('authorization', `Bearer ${token}`);
  headers.set('content-type', 'application/json');
  return new Request(request, { headers });
}

function operationAt(request: Request): { operation: Operation; params: Params } {
  const here = new URL(request.url).pathname.slice(CLASSIC_BASE.length).replace(/\/$/, '');
  const found = operations.flatMap((operation) => {
    const id = new RegExp(`^${operation.path.replace('{id}', '([^/]+)')}$`).exec(here);
    return id ? [{ operation, params: id[1] === undefined ? {} : { id: id[1] } }] : [];
  });
  const fits = found.find(({ operation }) => operation.method === request.method.toLowerCase());
  if (fits) return fits;
  const [other] = found;
  if (!other)
    throw new Problem(404, 'There is no such path. See docs/classic-api.md, and /api/v1/docs for the whole API.');
  const allow = other.operation.method.toUpperCase();
  throw new Problem(405, `${request.method} is nothing here. Use ${allow}, or the API at /api/v1.`, {
    headers: { allow },
  });
}

function classicProblem({ status, message, more }: Problem, requestId: string): Response {
  const errors = more.errors ?? [];
  const places = errors.map((error) => `${error.pointer || error.in}: ${error.message}`);
  const body = {
    Status: 'Error',
    // Old programs show this and nothing else.
    Message: places.length > 0 ? places.join(' ') : message,
    Meta: { ...more.place, errors, requestId },
  };
  return new Response(JSON.stringify(body), {
    status,
    headers: { ...more.headers, 'content-type': 'application/json' },
  });
}
