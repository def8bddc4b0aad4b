import { SpanKind, TraceFlags, trace } from '@opentelemetry/api';
import { type Sampler, SamplingDecision } from '@opentelemetry/sdk-trace';

/**
 * Asks the sampler about requests and jobs alone; everything else is taken exactly if what it belongs to is. Next would
 * otherwise begin a trace for each page that it loads at its start, and for each probe.
 */
export function beginWithOurs(sampler: Sampler): Sampler {
  return {
    shouldSample(below, traceId, name, kind, attributes, links) {
      const isOurs = attributes['next.span_category'] === undefined;
      if (isOurs && (kind === SpanKind.SERVER || kind === SpanKind.CONSUMER)) {
        return sampler.shouldSample(below, traceId, name, kind, attributes, links);
      }
      const flags = trace.getSpanContext(below)?.traceFlags ?? TraceFlags.NONE;
      const isTaken = (flags & TraceFlags.SAMPLED) !== 0;
      return { decision: isTaken ? SamplingDecision.RECORD_AND_SAMPLED : SamplingDecision.NOT_RECORD };
    },
    toString: () => `only requests and jobs, by ${sampler.toString()}`,
  };
}
