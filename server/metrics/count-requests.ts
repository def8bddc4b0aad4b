import { type IncomingMessage, Server, type ServerResponse } from 'node:http';
import { performance } from 'node:perf_hooks';
import { meters } from './meters';
import { requestKind } from './request-kind';

/**
 * Counts what this process answers over HTTP, and how long each answer took. Call it after everything else that steps
 * in between, so that it is outermost and counts that work too.
 */
export function countRequests(): void {
  const emit = Server.prototype.emit;
  Server.prototype.emit = function counted(this: Server, event: string | symbol, ...rest: unknown[]): boolean {
    if (event === 'request') {
      const [request, response] = rest as [IncomingMessage, ServerResponse];
      countRequest(request, response);
    }
    return Reflect.apply(emit, this, [event, ...rest]) as boolean;
  } as typeof emit;
}

/** Counts one request when its answer is over, whichever way. */
export function countRequest({ url = '' }: Pick<IncomingMessage, 'url'>, response: ServerResponse): void {
  const { requests, requestSeconds, openRequests } = meters();
  const began = performance.now();
  // Next rewrites the address of the request on its way.
  const kind = requestKind(url);
  openRequests.inc();
  // Comes after `finish`, and also when the client went away.
  response.once('close', () => {
    openRequests.dec();
    requests.inc({ kind, status: response.writableFinished ? String(response.statusCode) : 'aborted' });
    requestSeconds.observe({ kind }, (performance.now() - began) / 1_000);
  });
}
