import { type Context, isSpanContextValid, type SpanContext, TraceFlags, trace } from '@opentelemetry/api';

/** The first version of https://www.w3.org/TR/trace-context/, which later ones may not contradict. */
const TRACEPARENT = /^[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})/;

/** The header for what runs in `now`. */
export function writeTraceparent(now: SpanContext): string {
  return `00-${now.traceId}-${now.spanId}-${now.traceFlags.toString(16).padStart(2, '0')}`;
}

/** `below` with the caller that the header names; without it where the header names none. */
export function readTraceparent(below: Context, header: string | null): Context {
  const [, traceId = '', spanId = '', flags = '0'] = TRACEPARENT.exec(header ?? '') ?? [];
  const traceFlags = Number.parseInt(flags, 16) & TraceFlags.SAMPLED;
  const caller: SpanContext = { traceId, spanId, traceFlags, isRemote: true };
  return isSpanContextValid(caller) ? trace.setSpanContext(below, caller) : below;
}
