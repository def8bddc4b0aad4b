import { type IncomingMessage, Server } from 'node:http';
import { PEER_HEADER } from './client-ip';

/**
 * Lets pages know who is on the other end of the connection. Next hands them headers only, and fills X-Forwarded-For
 * only when the client sent none, so the header alone would let anybody choose their address.
 */
export function announcePeerAddress(): void {
  const emit = Server.prototype.emit;
  Server.prototype.emit = function announced(this: Server, event: string | symbol, ...rest: unknown[]): boolean {
    if (event === 'request') {
      const request = rest[0] as IncomingMessage;
      request.headers[PEER_HEADER] = request.socket.remoteAddress ?? '';
    }
    return Reflect.apply(emit, this, [event, ...rest]) as boolean;
  } as typeof emit;
}
