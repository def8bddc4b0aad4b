import type { Context, Span } from '@opentelemetry/api';
import type { SpanProcessor } from '@opentelemetry/sdk-trace';
import { nameRequest } from './name-request';

/** Next learns the route of a request long after it has begun, and says so on a span of its own: the request gets its name. */
export function routeFromNext(requestIn: (below: Context) => Span | null): SpanProcessor {
  const requests = new WeakMap<object, Span>();
  return {
    onStart(span, below) {
      const request = span.attributes['next.span_type'] === 'BaseServer.handleRequest' ? requestIn(below) : null;
      if (request) requests.set(span, request);
    },
    onEnd(span) {
      const request = requests.get(span);
      const route = span.attributes['next.route'];
      if (request && typeof route === 'string') nameRequest(request, route);
    },
    forceFlush: async () => {},
    shutdown: async () => {},
  };
}
