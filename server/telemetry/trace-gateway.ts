import { tracedCall } from './traced-call';

/** The words of the control API that the portal calls. Every other piece of a path may be a key, a hash or an id. */
const WORDS = new Set(['tyk', 'keys', 'preview', 'policies', 'apis', 'reload', 'group', 'hello']);

/** The same `fetch`, with each call to the gateway at this address as a span. */
export function traceGateway(controlUrl: string, ask: typeof fetch): typeof fetch {
  const { hostname, port, protocol } = new URL(controlUrl);
  const server = { 'server.address': hostname, 'server.port': Number(port || (protocol === 'https:' ? 443 : 80)) };
  return (input, init) => {
    const method = init?.method ?? 'GET';
    const template = templateOf(controlUrl, String(input));
    return tracedCall(
      `${method} ${template}`,
      { 'portico.calls': 'gateway', 'http.request.method': method, 'url.template': template, ...server },
      () => ask(input, init),
      ({ status }, span) => {
        span.tell({ 'http.response.status_code': status });
        if (status >= 400) span.fail(String(status));
      },
    );
  };
}

/** The path without whatever somebody could have chosen, and without the query. */
function templateOf(controlUrl: string, url: string): string {
  const { pathname } = new URL(url);
  const root = new URL(controlUrl).pathname.replace(/\/+$/, '');
  const own = pathname.startsWith(root) ? pathname.slice(root.length) : pathname;
  return own
    .split('/')
    .map((piece) => (piece === '' || WORDS.has(piece) ? piece : '{id}'))
    .join('/');
}
