import type { Attributes } from '@opentelemetry/api';
import type { ReadableSpan, SpanExporter } from '@opentelemetry/sdk-trace';

/** Whose spans are sent: ours and Next's. */
export const OWN_SCOPE = 'portico';
const NEXT_SCOPE = 'next.js';

/**
 * Everything that a span may tell. Whatever else somebody attaches stays here: addresses with their queries, the texts of
 * errors, values of statements. A line that is added is read with the question what a stranger could put into it.
 */
const MAY_LEAVE = new Set([
  'http.request.method',
  'http.response.status_code',
  'http.route',
  'url.template',
  'server.address',
  'server.port',
  'error.type',
  'db.system.name',
  'db.operation.name',
  'db.query.text',
  'portico.request.kind',
  'portico.calls',
  'portico.outcome',
  'portico.job.task',
  'portico.job.id',
  'portico.job.attempt',
  // Next's: templates of routes, numbers and words of its own.
  'next.span_type',
  'next.route',
  'next.rsc',
  'http.method',
  'http.status_code',
]);

/** Spans of Next that have none below them: calls that ours tell of too, and moments of no length, many for each page. */
const UNTOLD = new Set([
  'AppRender.fetch',
  'LoadComponents.loadRouteModule',
  'NextNodeServer.getLayoutOrPageModule',
  'NextNodeServer.clientComponentLoading',
  'NextNodeServer.startResponse',
]);

/** The same exporter, which is given nothing but what may leave the process. */
export function onlyWhatMayLeave(exporter: SpanExporter): SpanExporter {
  return {
    export(spans, done) {
      exporter.export(spans.filter(isSent).map(whatMayLeave), done);
    },
    shutdown: () => exporter.shutdown(),
    forceFlush: async () => exporter.forceFlush?.(),
  };
}

function isSent({ instrumentationScope, attributes }: ReadableSpan): boolean {
  if (instrumentationScope.name === OWN_SCOPE) return true;
  return instrumentationScope.name === NEXT_SCOPE && !UNTOLD.has(String(attributes['next.span_type']));
}

function whatMayLeave(span: ReadableSpan): ReadableSpan {
  const attributes: Attributes = Object.fromEntries(
    Object.entries(span.attributes).filter(([name]) => MAY_LEAVE.has(name)),
  );
  return {
    name: nameOf(span, attributes),
    kind: span.kind,
    spanContext: () => span.spanContext(),
    ...(span.parentSpanContext ? { parentSpanContext: span.parentSpanContext } : {}),
    startTime: span.startTime,
    endTime: span.endTime,
    duration: span.duration,
    ended: span.ended,
    // The message and the events hold the texts of errors.
    status: { code: span.status.code },
    events: [],
    links: [],
    attributes,
    resource: span.resource,
    instrumentationScope: span.instrumentationScope,
    droppedAttributesCount: 0,
    droppedEventsCount: 0,
    droppedLinksCount: 0,
  };
}

/** Next names its spans by addresses now and then, so they are called by their type and the template of their route. */
function nameOf(span: ReadableSpan, { 'next.span_type': type, 'next.route': route }: Attributes): string {
  if (span.instrumentationScope.name === OWN_SCOPE) return span.name;
  return route === undefined ? String(type) : `${String(type)} ${String(route)}`;
}
