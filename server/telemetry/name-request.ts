import type { Span } from '@opentelemetry/api';
import type { ReadableSpan } from '@opentelemetry/sdk-trace';

/** Names a request's span by its route; `ifNameless`: unless it has a name from elsewhere. */
export function nameRequest(request: Span, route: string, options: { ifNameless: boolean }): void {
  // Not recorded, so nobody reads its name either.
  if (!request.isRecording()) return;
  const { attributes } = request as Span & ReadableSpan;
  if (options.ifNameless && attributes['http.route'] !== undefined) return;
  request.setAttribute('http.route', route);
  request.updateName(`${String(attributes['http.request.method'])} ${route}`);
}
