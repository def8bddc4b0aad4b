import { randomUUID } from 'node:crypto';
import { OpenAPIHono } from '@hono/zod-openapi';
import type { Context, Log } from '@/core/context';
import { type Actor, anonymous } from '@/core/identity/actor';
import { tracing } from '../telemetry/tracing';
import { answer } from './answer';
import { type DocumentFacts, describe } from './describe';
import type { Operation, Parts } from './operation';
import { asProblem, Problem, problemResponse } from './problem';
import { operations } from './resources/operations';

/** The door of the portal for programs, below this path. */
export const REST_BASE = '/api/v1';

/** What the API is made of; tests give their own. */
export type RestParts = Parts & {
  contextFor(actor: Actor, request: { ip: string; requestId: string }): Context;
  /** The address that asks; empty when it cannot be known. */
  ipOf(headers: Headers): string;
  log: Log;
};
/** The API, as a function of the web platform. */
export type Rest = {
  fetch(request: Request): Promise<Response>;
  /** The OpenAPI document, as JSON. */
  document: string;
};

/**
 * The REST API over these parts. Every answer has a request id, is kept by no cache, and is a problem (RFC 9457) where
 * it is no success. Cookies count nothing, and no other site may read an answer.
 */
export function createRest(parts: RestParts, facts: DocumentFacts): Rest {
  const app = new OpenAPIHono<{
    Variables: { requestId: string; tokenId: string; operationId: string | null };
  }>().basePath(REST_BASE);
  app.use('*', async (c, next) => {
    const startedAt = performance.now();
    c.set('requestId', randomUUID());
    c.set('tokenId', '');
    c.set('operationId', null);
    await next();
    c.res.headers.set('x-request-id', c.get('requestId'));
    c.res.headers.set('x-content-type-options', 'nosniff');
    if (!c.res.headers.has('cache-control')) c.res.headers.set('cache-control', 'no-store');
    const { requestId, tokenId, operationId } = c.var;
    const ms = Math.round(performance.now() - startedAt);
    // By its name: an address can hold anything that somebody pasted into it.
    const call = { operationId, status: c.res.status, ms, requestId, tokenId };
    parts.log.info(call, 'a call of the REST API');
  });
  for (const operation of operations) {
    app.on(operation.method.toUpperCase(), operation.path.replaceAll(/\{(\w+)\}/g, ':$1'), (c) => {
      c.set('operationId', operation.operationId);
      tracing()?.nameRoute(REST_BASE + operation.path);
      const ip = parts.ipOf(c.req.raw.headers);
      return answer(
        operation,
        c.req.raw,
        { params: c.req.param(), query: new URL(c.req.url).searchParams },
        {
          stranger: parts.contextFor(anonymous, { ip, requestId: c.get('requestId') }),
          parts,
          note: (tokenId) => c.set('tokenId', tokenId),
        },
      );
    });
  }
  const document = JSON.stringify(describe(operations, facts));
  app.get('/openapi.json', () => {
    const headers = { 'content-type': 'application/json', 'cache-control': 'public, max-age=300' };
    return new Response(document, { headers });
  });
  app.notFound((c) => problemResponse(nothingAt(c.req.method, c.req.path), c.get('requestId')));
  app.onError((error, c) => {
    const requestId = c.get('requestId');
    const problem = asProblem(error);
    if (problem) return problemResponse(problem, requestId);
    parts.log.error({ err: error, requestId }, 'a call of the REST API failed');
    return problemResponse(
      new Problem(
        500,
        'The portal failed, and whether something was changed is not known. Name the request id when you report it.',
      ),
      requestId,
    );
  });
  return { fetch: async (request) => app.fetch(request), document };
}

/** 405 where the path exists for other methods, 404 otherwise. */
function nothingAt(method: string, path: string): Problem {
  const here = path.slice(REST_BASE.length);
  const others = operations.filter((operation: Operation) => isPathOf(operation, here));
  if (others.length === 0) return new Problem(404, 'There is no such path. See /api/v1/openapi.json.');
  const allow = [...new Set(others.map((operation) => operation.method.toUpperCase()))].join(', ');
  return new Problem(405, `${method} is nothing here. Use ${allow}.`, { headers: { allow } });
}

function isPathOf({ path }: Operation, asked: string): boolean {
  return new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(asked);
}
