import type { Context, Span } from '@opentelemetry/api';
import type { SpanProcessor } from '@opentelemetry/sdk-trace';
import { nameRequest } from './name-request';

/**
 * Next finds the route of a request after it has begun, and says it on the spans of what it does from then on: the first of
 * them gives the request its name. The span that has it in the end comes too late: the answer may be over by then.
 */
export function routeFromNext(requestIn: (below: Context) => Span | null): SpanProcessor {
  return {
    onStart({ attributes }, below) {
      const route = attributes['next.route'];
      const request = typeof route === 'string' ? requestIn(below) : null;
      if (request) nameRequest(request, String(route), { ifNameless: true });
    },
    onEnd: () => {},
    forceFlush: async () => {},
    shutdown: async () => {},
  };
}
