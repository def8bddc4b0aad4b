import { type IncomingMessage, Server, type ServerResponse } from 'node:http';

const ONE_YEAR_SECONDS = 31_536_000;

/**
 * Tells browsers, with every answer of this process, to come by https alone: to this host and all below it. Here and
 * not in next.config.js, which is read when the portal is built, while its address is known when it starts.
 */
export function demandHttps(portalUrl: string): void {
  if (!portalUrl.startsWith('https:')) return;
  const emit = Server.prototype.emit;
  Server.prototype.emit = function demanding(this: Server, event: string | symbol, ...rest: unknown[]): boolean {
    if (event === 'request') {
      const [, response] = rest as [IncomingMessage, ServerResponse];
      response.setHeader('strict-transport-security', `max-age=${ONE_YEAR_SECONDS}; includeSubDomains`);
    }
    return Reflect.apply(emit, this, [event, ...rest]) as boolean;
  } as typeof emit;
}
