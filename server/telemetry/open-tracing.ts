import { randomUUID } from 'node:crypto';
import {
  type Context,
  context,
  createContextKey,
  SpanKind as Kind,
  ROOT_CONTEXT,
  type Span,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { suppressTracing } from '@opentelemetry/core';
import { defaultResource, detectResources, envDetector, resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, type Sampler, type SpanExporter, TracerProvider } from '@opentelemetry/sdk-trace';
import { beginWithOurs } from './begin-with-ours';
import { nameRequest } from './name-request';
import { routeFromNext } from './route-from-next';
import { readTraceparent, writeTraceparent } from './traceparent';
import type { OpenSpan, SpanKind, Tracing } from './tracing';
import { OWN_SCOPE, onlyWhatMayLeave } from './what-may-leave';

const FLUSH_MS = 2_000;

const KINDS: Record<SpanKind, Kind> = { server: Kind.SERVER, client: Kind.CLIENT, job: Kind.CONSUMER };
/** Under which a request's own span is found from whatever it started. */
const REQUEST = createContextKey('portico request');

/** Which process is traced, by whom the spans are taken, and how many of them. */
export type TracingOptions = {
  /** Which program of the portal this is. */
  process: 'web' | 'worker';
  exporter: SpanExporter;
  sampler: Sampler;
  /** How long spans are gathered before they are sent, in milliseconds. */
  everyMs: number;
  /** How long the end of the process waits for its last spans to be taken, in milliseconds. */
  flushMs?: number;
};

/**
 * Begins to trace: what the portal starts, and what Next does for a request by itself. Everything goes through
 * `onlyWhatMayLeave`. Spans wait in a queue of bounded length, and are dropped where nobody takes them.
 */
export function openTracing(options: TracingOptions): Tracing {
  const exporter = onlyWhatMayLeave(options.exporter);
  const own = {
    'service.name': 'portico',
    'service.instance.id': randomUUID(),
    'portico.process': options.process,
  };
  const provider = new TracerProvider({
    resource: defaultResource()
      .merge(resourceFromAttributes(own))
      .merge(detectResources({ detectors: [envDetector] })),
    sampler: beginWithOurs(options.sampler),
    spanProcessors: [
      routeFromNext((below) => requestIn(below)),
      new BatchSpanProcessor({ exporter, scheduledDelayMillis: options.everyMs }),
    ],
  });
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  trace.setGlobalTracerProvider(provider);
  const tracer = provider.getTracer(OWN_SCOPE);
  const running = () => trace.getSpanContext(context.active()) ?? null;
  return {
    start(name, kind, facts, parent = null) {
      // A request or a job is part of nothing that happens to run here.
      const below = kind === 'client' ? context.active() : readTraceparent(ROOT_CONTEXT, parent);
      const span = tracer.startSpan(name, { kind: KINDS[kind], attributes: { ...facts } }, below);
      const inside = trace.setSpan(below, span);
      return asOpenSpan(span, kind === 'server' ? inside.setValue(REQUEST, span) : inside);
    },
    untraced: (work) => context.with(suppressTracing(ROOT_CONTEXT), work),
    isInside: () => running() !== null,
    nameRoute(route) {
      const request = requestIn(context.active());
      if (request) nameRequest(request, route, { ifNameless: false });
    },
    traceparent() {
      const now = running();
      return now && writeTraceparent(now);
    },
    ids() {
      const now = running();
      return now && { trace_id: now.traceId, span_id: now.spanId };
    },
    bind: (work) => context.bind(context.active(), work),
    async stop() {
      await atMost(options.flushMs ?? FLUSH_MS, provider.shutdown());
      trace.disable();
      context.disable();
    },
  };
}

function requestIn(below: Context): Span | null {
  return (below.getValue(REQUEST) as Span | undefined) ?? null;
}

function asOpenSpan(span: Span, inside: Context): OpenSpan {
  return {
    tell: (facts) => void span.setAttributes({ ...facts }),
    fail: (type) => void span.setAttribute('error.type', type).setStatus({ code: SpanStatusCode.ERROR }),
    end: () => span.end(),
    run: (work) => context.with(inside, work),
  };
}

function atMost(ms: number, work: Promise<void>): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    const over = () => {
      clearTimeout(timer);
      resolve();
    };
    work.then(over, over);
  });
}
