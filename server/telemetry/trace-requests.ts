import { type IncomingMessage, Server, type ServerResponse } from 'node:http';
import { requestKind } from '../metrics/request-kind';
import { tracing } from './tracing';

/** Asked all the time by machines, and nobody wonders how: they would bury the others. */
const UNTRACED = new Set(['probe', 'file']);

/**
 * Makes what this process answers over HTTP a trace each. Call it after everything else that steps in between, so that it
 * is outermost. `believesCallers`: a proxy of ours stands in front, so that a `traceparent` is no stranger's.
 */
export function traceRequests(options: { believesCallers: boolean }): void {
  const emit = Server.prototype.emit;
  Server.prototype.emit = function traced(this: Server, event: string | symbol, ...rest: unknown[]): boolean {
    const pass = () => Reflect.apply(emit, this, [event, ...rest]) as boolean;
    if (event !== 'request') return pass();
    const [request, response] = rest as [IncomingMessage, ServerResponse];
    return traceRequest(request, response, options.believesCallers, pass);
  } as typeof emit;
}

/** Answers one request as a span, which ends when the answer is over, whichever way. */
export function traceRequest(
  request: IncomingMessage,
  response: ServerResponse,
  believesCallers: boolean,
  answer: () => boolean,
): boolean {
  const traces = tracing();
  const kind = requestKind(request.url ?? '');
  if (!traces) return answer();
  // Next would make a trace of its own of it.
  if (UNTRACED.has(kind)) return traces.untraced(answer);
  const { traceparent } = request.headers;
  const parent = believesCallers && typeof traceparent === 'string' ? traceparent : null;
  const method = request.method ?? 'GET';
  const facts = { 'http.request.method': method, 'portico.request.kind': kind };
  const span = traces.start(`${method} ${kind}`, 'server', facts, parent);
  response.once('close', () => {
    if (response.writableFinished) span.tell({ 'http.response.status_code': response.statusCode });
    if (!response.writableFinished) span.fail('aborted');
    else if (response.statusCode >= 500) span.fail(String(response.statusCode));
    span.end();
  });
  return span.run(answer);
}
