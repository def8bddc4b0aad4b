import { randomUUID } from 'node:crypto';
import type { Context, Log } from '@/core/context';
import { type Actor, anonymous, isActiveAdmin, isActiveDeveloper } from '@/core/identity/actor';
import { throttle } from '@/core/identity/throttle';
import { bearerOf, requireScope } from '../rest/authenticate';
import { asProblem, Problem } from '../rest/problem';
import { readJson } from '../rest/read-json';
import { answerMessage } from './answer-message';
import { isTooDeep } from './is-too-deep';

/** Calls of one token. */
const CALLS = { attempts: 300, seconds: 60 } as const;

type McpParts = {
  contextFor(actor: Actor, request: { ip: string; requestId: string }): Context;
  /** The address that asks; empty when it cannot be known. */
  ipOf(headers: Headers): string;
  /** Of the portal: browsers elsewhere may not call. */
  portalUrl: string;
  log: Log;
};
/** The door for agents, as a function of the web platform. */
export type Mcp = { fetch(request: Request): Promise<Response> };

/**
 * The door for agents: the Model Context Protocol by HTTP, one message and one JSON answer at a time, without sessions
 * or streams. A person's token says for whom an agent speaks; cookies count nothing, and no other site may call.
 */
export function createMcp(parts: McpParts): Mcp {
  return {
    async fetch(request) {
      const requestId = randomUUID();
      const call: Call = { tokenId: '', method: '', tool: '' };
      const startedAt = performance.now();
      const response = await answer(parts, request, requestId, call).catch((error: unknown) => {
        const problem = asProblem(error);
        if (!problem) parts.log.error({ err: error, requestId }, 'a call of an agent failed');
        return refused(problem ?? new Problem(500, `The portal failed. The request id is ${requestId}.`));
      });
      response.headers.set('x-request-id', requestId);
      response.headers.set('x-content-type-options', 'nosniff');
      response.headers.set('cache-control', 'no-store');
      const ms = Math.round(performance.now() - startedAt);
      parts.log.info({ ...call, status: response.status, ms, requestId }, 'a call of an agent');
      return response;
    },
  };
}

/** What the log says of a call. */
type Call = { tokenId: string; method: string; tool: string };

async function answer(parts: McpParts, request: Request, requestId: string, call: Call): Promise<Response> {
  if (request.method !== 'POST') {
    throw new Problem(405, 'Send messages by POST; there are no streams and no sessions.', {
      headers: { allow: 'POST' },
    });
  }
  const origin = request.headers.get('origin');
  if (origin !== null && origin !== new URL(parts.portalUrl).origin) {
    throw new Problem(403, 'Pages of other sites may not call this.');
  }
  const stranger = parts.contextFor(anonymous, { ip: parts.ipOf(request.headers), requestId });
  const actor = await bearerOf(stranger, request);
  call.tokenId = actor.token?.id ?? '';
  if (!isActiveDeveloper(actor) && !isActiveAdmin(actor)) {
    throw new Problem(403, 'The person of this token has to log in first: something keeps their account from acting.');
  }
  requireScope(actor, 'agent:read');
  const ctx: Context = { ...stranger, actor };
  await throttle(ctx, { bucket: `agent:${call.tokenId}`, ...CALLS });
  const message = (await readJson(request)).value;
  if (typeof message !== 'object' || message === null || Array.isArray(message)) {
    throw new Problem(400, 'Send one JSON-RPC message: an object, and no list of them.');
  }
  if (isTooDeep(message)) throw new Problem(400, 'This message is too deep.');
  call.method = methodOf(message);
  return answerMessage(ctx, request, message, (tool) => {
    call.tool = tool;
  });
}

/** For the log, which keeps nothing that somebody made up at length. */
function methodOf(message: object): string {
  return 'method' in message && typeof message.method === 'string' ? message.method.slice(0, 60) : '';
}

/** JSON-RPC's code for what an HTTP status says better. */
const REFUSED = -32000;

function refused({ status, message, more }: Problem): Response {
  const body = { jsonrpc: '2.0', id: null, error: { code: REFUSED, message } };
  return new Response(JSON.stringify(body), {
    status,
    headers: { ...more.headers, 'content-type': 'application/json' },
  });
}
