import {
  createMcpHandler,
  isLegacyRequest,
  WebStandardStreamableHTTPServerTransport,
} from '@modelcontextprotocol/server';
import type { Context } from '@/core/context';
import { buildServer } from './build-server';

/** Of what the log keeps of a refusal: it may repeat what was sent. Characters. */
const REASON_MAX = 200;

/**
 * Answers one message of an agent, whichever generation of the protocol it speaks: that of 2026, in which each request
 * says everything, or those of 2025, whose handshake is answered without keeping a session. Always one JSON document.
 */
export async function answerMessage(
  ctx: Context,
  request: Request,
  message: object,
  note: (tool: string) => void,
): Promise<Response> {
  const build = () => buildServer(ctx, note);
  // The body is read; what is left of the request are its headers.
  const head = new Request(request.url, { method: 'POST', headers: request.headers });
  if (await isLegacyRequest(head, message)) return answerLegacy(build(), head, message);
  const report = ({ message: reason }: Error) =>
    ctx.log.warn({ reason: reason.slice(0, REASON_MAX), requestId: ctx.requestId }, 'an agent was refused');
  // No subscriptions: a stream would outlive the token that opened it.
  const door = createMcpHandler(build, { legacy: 'reject', maxSubscriptions: 0, onerror: report });
  return door.fetch(head, { parsedBody: message });
}

async function answerLegacy(
  server: ReturnType<typeof buildServer>,
  request: Request,
  message: object,
): Promise<Response> {
  const transport = new WebStandardStreamableHTTPServerTransport({ enableJsonResponse: true });
  await server.connect(transport);
  try {
    return await transport.handleRequest(request, { parsedBody: message });
  } finally {
    await server.close();
  }
}
