import { type IncomingMessage, Server, type ServerResponse } from 'node:http';

/**
 * Refuses TRACE before the framework sees it: it would answer 500, since no `Request` can have that method, and whoever
 * reads the log would look for a fault.
 */
export function refuseTrace(): void {
  const emit = Server.prototype.emit;
  Server.prototype.emit = function refusing(this: Server, event: string | symbol, ...rest: unknown[]): boolean {
    const request = rest[0] as IncomingMessage;
    if (event !== 'request' || request.method !== 'TRACE')
      return Reflect.apply(emit, this, [event, ...rest]) as boolean;
    (rest[1] as ServerResponse).writeHead(405, { allow: 'GET, HEAD, POST', connection: 'close' }).end();
    return true;
  } as typeof emit;
}
